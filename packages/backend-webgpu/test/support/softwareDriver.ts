/** Vulkan drivers that run in software, as the loader is told of them; the adapters that the tests expect. */
export const softwareDrivers = {
  lavapipe: "/usr/share/vulkan/icd.d/lvp_icd.json",
  swiftShader: "/usr/lib/chromium/vk_swiftshader_icd.json",
} as const;

/** Make the Vulkan loader of this process see this driver alone. Before the first adapter is asked for. */
export function useDriver(name: keyof typeof softwareDrivers): void {
  process.env["VK_DRIVER_FILES"] = softwareDrivers[name];
  process.env["VK_ICD_FILENAMES"] = softwareDrivers[name];
  process.env["XDG_RUNTIME_DIR"] ??= "/tmp";
}
