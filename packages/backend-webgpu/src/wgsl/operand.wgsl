@group(0) @binding(${index}) var<storage, ${mode}> ${name}_words: array<${element}>;
