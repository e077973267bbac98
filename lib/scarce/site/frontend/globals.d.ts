// What the engine gives to the script of an extra.
declare const kernelless: typeof import("kernelless/kit.js").kit;
