// What the TypeScript of this package calls: see src/addon/addon.ts.
#include <napi.h>

#include <functional>
#include <memory>

#include "../host/softwareDriver.h"
#include "device.h"
#include "gpuCode.h"
#include "loadDriver.h"

namespace binade {

namespace {

Napi::Error toJs(Napi::Env env, const std::exception& error) {
  Napi::Error made = Napi::Error::New(env, error.what());
  if (const auto* failed = dynamic_cast<const DriverError*>(&error)) {
    made.Value().Set("result", Napi::Number::New(env, failed->result));
  }
  return made;
}

// Runs a method; what it throws becomes an error of JavaScript, with the driver's number as `result`.
template <class Body>
Napi::Value guarded(Napi::Env env, Body body) {
  try {
    return body();
  } catch (const Napi::Error&) {
    throw;
  } catch (const std::exception& error) {
    throw toJs(env, error);
  }
}

// Waits on a thread of the pool, not on that of JavaScript, and settles a promise.
class Waiting : public Napi::AsyncWorker {
 public:
  using Work = std::function<void()>;
  using Result = std::function<Napi::Value(Napi::Env)>;

  static Napi::Promise start(Napi::Env env, Work work, Result result, std::function<void()> finally) {
    Waiting* waiting = new Waiting(env, std::move(work), std::move(result), std::move(finally));
    Napi::Promise promise = waiting->deferred_.Promise();
    waiting->Queue();
    return promise;
  }

 protected:
  void Execute() override {
    try {
      work_();
    } catch (...) {
      failure_ = std::current_exception();
    }
  }

  void OnOK() override {
    Napi::HandleScope scope(Env());
    try {
      if (failure_ != nullptr) {
        std::rethrow_exception(failure_);
      }
      Napi::Value value = result_(Env());
      finally_();
      deferred_.Resolve(value);
    } catch (const std::exception& error) {
      finally_();
      deferred_.Reject(toJs(Env(), error).Value());
    }
  }

 private:
  Waiting(Napi::Env env, Work work, Result result, std::function<void()> finally)
      : Napi::AsyncWorker(env), deferred_(env), work_(std::move(work)), result_(std::move(result)),
        finally_(std::move(finally)) {}

  Napi::Promise::Deferred deferred_;
  Work work_;
  Result result_;
  std::function<void()> finally_;
  std::exception_ptr failure_;
};

Napi::Value nothing(Napi::Env env) {
  return env.Undefined();
}

CUdeviceptr addressIn(const Napi::Value& value) {
  return (CUdeviceptr)value.As<Napi::Number>().Int64Value();
}

size_t sizeIn(const Napi::Value& value) {
  return (size_t)value.As<Napi::Number>().Int64Value();
}

class DeviceObject : public Napi::ObjectWrap<DeviceObject> {
 public:
  static Napi::Function define(Napi::Env env) {
    return DefineClass(env, "Device",
                       {
                           InstanceMethod("allocate", &DeviceObject::allocate),
                           InstanceMethod("free", &DeviceObject::free),
                           InstanceMethod("fill", &DeviceObject::fill),
                           InstanceMethod("upload", &DeviceObject::upload),
                           InstanceMethod("download", &DeviceObject::download),
                           InstanceMethod("kernel", &DeviceObject::kernel),
                           InstanceMethod("launch", &DeviceObject::launch),
                           InstanceMethod("openCublasLt", &DeviceObject::openCublasLt),
                           InstanceMethod("multiply", &DeviceObject::multiply),
                           InstanceMethod("synchronize", &DeviceObject::synchronize),
                           InstanceMethod("close", &DeviceObject::close),
                       });
  }

  // (ordinal, or -1 for the host device; order of its threads: 0 natural, 1 reversed, 2 shuffled; seed)
  explicit DeviceObject(const Napi::CallbackInfo& info) : Napi::ObjectWrap<DeviceObject>(info) {
    const int ordinal = info[0].As<Napi::Number>().Int32Value();
    const bool isHost = ordinal < 0;
    guarded(info.Env(), [&] {
      const Driver* driver = isHost ? &host::softwareDriver() : loadDriver().driver;
      if (driver == nullptr) {
        throw std::runtime_error(loadDriver().reason);
      }
      const auto order = static_cast<host::Order>(info[1].As<Napi::Number>().Uint32Value());
      const DeviceOptions options = {driver, isHost ? 0 : ordinal, isHost, order, sizeIn(info[2])};
      device_ = std::make_shared<Device>(options);
      return info.Env().Undefined();
    });
  }

 private:
  Napi::Value allocate(const Napi::CallbackInfo& info) {
    return guarded(info.Env(), [&] {
      return Napi::Number::New(info.Env(), (double)device_->allocate(sizeIn(info[0])));
    });
  }

  Napi::Value free(const Napi::CallbackInfo& info) {
    return guarded(info.Env(), [&] {
      device_->free(addressIn(info[0]));
      return info.Env().Undefined();
    });
  }

  // (address, word, how many words)
  Napi::Value fill(const Napi::CallbackInfo& info) {
    return guarded(info.Env(), [&] {
      device_->fill(addressIn(info[0]), info[1].As<Napi::Number>().Uint32Value(), sizeIn(info[2]));
      return info.Env().Undefined();
    });
  }

  Napi::Value upload(const Napi::CallbackInfo& info) {
    return guarded(info.Env(), [&] {
      const auto bytes = info[1].As<Napi::Uint8Array>();
      device_->upload(addressIn(info[0]), bytes.Data(), bytes.ByteLength());
      return info.Env().Undefined();
    });
  }

  // (address, how many bytes): a promise of an ArrayBuffer
  Napi::Value download(const Napi::CallbackInfo& info) {
    return guarded(info.Env(), [&] {
      const size_t count = sizeIn(info[1]);
      const std::shared_ptr<Device> device = device_;
      StagingPool::Block* block = &device->startDownload(addressIn(info[0]), count);
      const auto wait = [device, block] { device->finishDownload(*block); };
      const auto result = [block, count](Napi::Env env) -> Napi::Value {
        Napi::ArrayBuffer buffer = Napi::ArrayBuffer::New(env, count);
        memcpy(buffer.Data(), block->memory, count);
        return buffer;
      };
      return Waiting::start(info.Env(), wait, result, [device, block] { device->release(*block); });
    });
  }

  Napi::Value kernel(const Napi::CallbackInfo& info) {
    return guarded(info.Env(), [&] {
      const std::string name = info[0].As<Napi::String>().Utf8Value();
      return Napi::Number::New(info.Env(), (double)device_->kernel(name));
    });
  }

  // (kernel, blocks, threads of a block, bytes of a Call)
  Napi::Value launch(const Napi::CallbackInfo& info) {
    return guarded(info.Env(), [&] {
      auto call = info[3].As<Napi::Uint8Array>();
      device_->launch(sizeIn(info[0]), info[1].As<Napi::Number>().Uint32Value(),
                      info[2].As<Napi::Number>().Uint32Value(), call.Data());
      return info.Env().Undefined();
    });
  }

  // The version of cuBLASLt; throws, saying why, where there is none.
  Napi::Value openCublasLt(const Napi::CallbackInfo& info) {
    return guarded(info.Env(), [&] { return Napi::Number::New(info.Env(), (double)device_->openCublasLt()); });
  }

  // (the fields of a Product, a Float64Array): whether cuBLASLt took it
  Napi::Value multiply(const Napi::CallbackInfo& info) {
    return guarded(info.Env(), [&] {
      const auto fields = info[0].As<Napi::Float64Array>();
      Product product;
      for (size_t i = 0; i < product.size(); i++) {
        product[i] = (int64_t)fields[i];
      }
      return Napi::Boolean::New(info.Env(), device_->multiply(product));
    });
  }

  Napi::Value synchronize(const Napi::CallbackInfo& info) {
    const std::shared_ptr<Device> device = device_;
    return Waiting::start(info.Env(), [device] { device->synchronize(); }, nothing, [] {});
  }

  Napi::Value close(const Napi::CallbackInfo& info) {
    const std::shared_ptr<Device> device = device_;
    return Waiting::start(info.Env(), [device] { device->close(); }, nothing, [] {});
  }

  std::shared_ptr<Device> device_;
};

Napi::Object describe(Napi::Env env, const Driver& driver, int ordinal) {
  CUdevice device = 0;
  char name[256] = "";
  int major = 0;
  int minor = 0;
  size_t bytes = 0;
  check(driver, driver.deviceGet(&device, ordinal), "cuDeviceGet");
  check(driver, driver.deviceGetName(name, sizeof name, device), "cuDeviceGetName");
  check(driver, driver.deviceGetAttribute(&major, CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR, device), "capability");
  check(driver, driver.deviceGetAttribute(&minor, CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MINOR, device), "capability");
  check(driver, driver.deviceTotalMem(&bytes, device), "cuDeviceTotalMem");
  Napi::Object described = Napi::Object::New(env);
  described.Set("name", name);
  described.Set("computeCapability", std::to_string(major) + "." + std::to_string(minor));
  described.Set("memoryBytes", Napi::Number::New(env, (double)bytes));
  return described;
}

// What there is: `{ devices, reason, driverVersion, hasGpuCode, host }`; the reason is empty where there are GPUs.
Napi::Value inspect(const Napi::CallbackInfo& info) {
  const Napi::Env env = info.Env();
  return guarded(env, [&] {
    const LoadedDriver loaded = loadDriver();
    Napi::Array devices = Napi::Array::New(env);
    std::string reason = loaded.reason;
    if (loaded.driver != nullptr) {
      int count = 0;
      check(*loaded.driver, loaded.driver->deviceGetCount(&count), "cuDeviceGetCount");
      for (int i = 0; i < count; i++) {
        devices[(uint32_t)i] = describe(env, *loaded.driver, i);
      }
      reason = count == 0 ? "the NVIDIA driver finds no GPU" : "";
    }
    Napi::Object result = Napi::Object::New(env);
    result.Set("devices", devices);
    result.Set("reason", reason);
    result.Set("driverVersion", Napi::Number::New(env, loaded.version));
    result.Set("hasGpuCode", Napi::Boolean::New(env, hasGpuCode()));
    result.Set("host", describe(env, host::softwareDriver(), 0));
    return (Napi::Value)result;
  });
}

Napi::Object start(Napi::Env env, Napi::Object exports) {
  exports.Set("Device", DeviceObject::define(env));
  exports.Set("inspect", Napi::Function::New(env, inspect));
  return exports;
}

}  // namespace

}  // namespace binade

static Napi::Object startAddon(Napi::Env env, Napi::Object exports) {
  return binade::start(env, exports);
}

NODE_API_MODULE(backend_cuda, startAddon)
