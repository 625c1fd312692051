// Writes the expression network of face-api, whose weights come in TensorFlow.js's form, as ONNX, which OpenCV reads.
import { readFileSync, writeFileSync } from "node:fs";

const Side = 112;
const Float = 1, Int = 2, Ints = 7;

/** Protocol buffers' wire format: as much of it as ONNX needs. */
const varint = (value) => {
  const bytes = [];
  for (; value > 127; value = Math.floor(value / 128)) bytes.push((value % 128) | 128);
  return Buffer.from([...bytes, value]);
};
const bytes = (field, content) => {
  const body = typeof content === "string" ? Buffer.from(content) : content;
  return Buffer.concat([varint(field * 8 + 2), varint(body.length), body]);
};
const number = (field, value) => Buffer.concat([varint(field * 8), varint(value)]);
const message = (field, ...parts) => bytes(field, Buffer.concat(parts));

const attribute = (name, value) => Array.isArray(value)
  ? message(5, bytes(1, name), ...value.map((item) => number(8, item)), number(20, Ints))
  : message(5, bytes(1, name), number(3, value), number(20, Int));
const node = (type, inputs, output, attributes = {}) => message(
  1, ...inputs.map((input) => bytes(1, input)), bytes(2, output), bytes(3, output), bytes(4, type),
  ...Object.entries(attributes).map(([name, value]) => attribute(name, value)));
const tensor = (name, dims, values) => message(
  5, ...dims.map((dim) => number(1, dim)), number(2, Float), bytes(8, name), bytes(9, Buffer.from(Float32Array.from(values).buffer)));
const shape = (field, name, dims) => message(
  field, bytes(1, name), message(2, message(1, number(1, Float), message(2, ...dims.map((dim) => message(1, number(1, dim)))))));

/** The weights by name, as plain numbers with their shape. */
function read(manifestFile, dataFile) {
  const data = readFileSync(dataFile);
  const weights = new Map();
  let at = 0;
  for (const { name, shape, quantization } of JSON.parse(readFileSync(manifestFile, "utf8")).flatMap((group) => group.weights)) {
    const count = shape.reduce((product, side) => product * side, 1);
    const values = Array.from({ length: count }, (_, i) => quantization
      ? data[at + i] * quantization.scale + quantization.min
      : data.readFloatLE(at + 4 * i));
    at += quantization ? count : 4 * count;
    weights.set(name, { shape, values });
  }

  if (at !== data.length) throw new Error("face-api: the expression weights do not fill their file.");
  return weights;
}

// TensorFlow.js keeps filters by row, column, input, output; ONNX by output, input, row, column.
function filters({ shape: [height, width, inputs, outputs], values }, perChannel) {
  const [outer, inner] = perChannel ? [inputs, outputs] : [outputs, inputs];
  const turned = [];
  for (let o = 0; o < outer; o++) {
    for (let i = 0; i < inner; i++) {
      for (let place = 0; place < height * width; place++) {
        turned.push(values[perChannel ? (place * inputs + o) * outputs + i : (place * inputs + i) * outputs + o]);
      }
    }
  }

  return [[outer, inner, height, width], turned];
}

/** Writes the network: image (RGB, centred, by 255) to the logits of seven expressions and the 256 features before them. */
export function writeExpressionModel(manifestFile, dataFile, outFile) {
  const weights = read(manifestFile, dataFile);
  const nodes = [], tensors = [];
  const add = (type, inputs, output, attributes) => { nodes.push(node(type, inputs, output, attributes)); return output; };
  const keep = (name, dims, values) => { tensors.push(tensor(name, dims, values)); return name; };
  const keepFilters = (name, perChannel) => keep(name, ...filters(weights.get(name), perChannel));
  const keepBias = (name) => keep(name, weights.get(name).shape, weights.get(name).values);

  // With a stride of 2 on an even side, TensorFlow pads the far sides only.
  const spread = (stride) => ({ kernel_shape: [3, 3], strides: [stride, stride], pads: stride === 2 ? [0, 0, 1, 1] : [1, 1, 1, 1] });
  const full = (input, name, stride) => add("Conv", [input, keepFilters(`${name}/filters`), keepBias(`${name}/bias`)], `${name}/sum`, spread(stride));
  const separable = (input, name, stride) => {
    const group = weights.get(`${name}/depthwise_filter`).shape[2];
    const deep = add("Conv", [input, keepFilters(`${name}/depthwise_filter`, true)], `${name}/deep`, { ...spread(stride), group });
    return add("Conv", [deep, keepFilters(`${name}/pointwise_filter`), keepBias(`${name}/bias`)], `${name}/sum`, { kernel_shape: [1, 1] });
  };
  const block = (input, name) => {
    const first = name === "dense0" ? full(input, `${name}/conv0`, 2) : separable(input, `${name}/conv0`, 2);
    let sum = add("Relu", [first], `${name}/0`);
    for (const step of [1, 2, 3]) {
      // Each step sees the rectified sum of all before it; the sum itself is kept as it was.
      const seen = step === 1 ? sum : add("Relu", [sum], `${name}/seen${step}`);
      sum = add("Add", [sum, separable(seen, `${name}/conv${step}`, 1)], `${name}/sum${step}`);
    }

    return add("Relu", [sum], `${name}/out`);
  };

  const deepest = ["dense0", "dense1", "dense2", "dense3"].reduce(block, "image");
  add("GlobalAveragePool", [deepest], "features");
  const { shape: [inputs, outputs], values } = weights.get("fc/weights");
  keep("fc/weights", [outputs, inputs, 1, 1], Array.from({ length: inputs * outputs }, (_, i) => values[(i % inputs) * outputs + Math.floor(i / inputs)]));
  add("Conv", ["features", "fc/weights", keepBias("fc/bias")], "logits", { kernel_shape: [1, 1] });

  const graph = message(
    7, ...nodes, bytes(2, "expression"), ...tensors, shape(11, "image", [1, 3, Side, Side]),
    shape(12, "logits", [1, outputs, 1, 1]), shape(12, "features", [1, inputs, 1, 1]));
  writeFileSync(outFile, Buffer.concat([number(1, 7), message(8, bytes(1, ""), number(2, 11)), graph]));
}
