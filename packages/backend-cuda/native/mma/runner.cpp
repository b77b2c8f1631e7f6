/**
 * The software model as a program, to be compared with others: g++ -std=c++17 -O2 runner.cpp -o runner.
 *
 * A line is a job, words in hex; every job answers with one line of words.
 *   dot GPU operands result | a… | b… | c       → d
 *   mma GPU operands | A | B | C                → D, registers of 32 lanes, lane by lane: 4 of A, C and D, 2 of B
 * What cannot be read is answered with `error: …`.
 */
#include <cstdio>
#include <cstring>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

#include "fragments.h"
#include "models.gen.h"

namespace {

using binade::mma::Model;
using Words = std::vector<uint32_t>;

constexpr int lanes = 32;

const Model* findModel(const std::string& gpu, const std::string& input, const std::string& output) {
  for (const Model& model : binade::mma::models) {
    if (gpu == model.gpu && input == model.input && output == model.output) return &model;
  }
  return nullptr;
}

/** The model of mma.sync with FP32 results. */
const Model* findMmaSync(const std::string& gpu, const std::string& input) {
  constexpr const char* inputs[] = {"fp16", "bf16", "tf32", "e4m3", "e5m2"};
  for (const auto& unit : binade::mma::units) {
    for (int i = 0; i < 5; i++) {
      if (gpu == unit.gpu && input == inputs[i] && unit.rows[i] >= 0) return &binade::mma::instructions[unit.rows[i]];
    }
  }
  return nullptr;
}

Words wordsOf(const std::string& column) {
  std::istringstream stream(column);
  Words words;
  for (std::string text; stream >> text;) words.push_back(static_cast<uint32_t>(std::stoul(text, nullptr, 16)));
  return words;
}

void print(const Words& words) {
  for (size_t i = 0; i < words.size(); i++) std::printf(i == 0 ? "%08x" : " %08x", words[i]);
  std::printf("\n");
}

const char* runDot(const Model& model, const Words& a, const Words& b, const Words& c) {
  if (a.size() != b.size() || c.size() != 1) return "expected as many words of a as of b, and one of c";
  print({binade::mma::dot(model, a.data(), b.data(), a.size(), c[0])});
  return nullptr;
}

const char* runMma(const Model& model, const Words& a, const Words& b, const Words& c) {
  if (a.size() != 4 * lanes || b.size() != 2 * lanes || c.size() != 4 * lanes) {
    return "expected 128 words of A, 64 of B and 128 of C";
  }
  Words d = c;
  for (int lane = 0; lane < lanes; lane++) {
    binade::mma::multiply(model, lane, d.data() + 4 * lane, [&](int operand, int source, int word) {
      return operand == 0 ? a[4 * source + word] : b[2 * source + word];
    });
  }
  print(d);
  return nullptr;
}

const char* run(const std::string& line) {
  std::istringstream columns(line);
  std::string head, a, b, c;
  std::getline(columns, head, '|');
  std::getline(columns, a, '|');
  std::getline(columns, b, '|');
  std::getline(columns, c, '|');
  std::istringstream words(head);
  std::string job, gpu, input, output;
  words >> job >> gpu >> input >> output;
  if (job != "dot" && job != "mma") return "expected dot or mma";
  const Model* model = job == "dot" ? findModel(gpu, input, output) : findMmaSync(gpu, input);
  if (model == nullptr) return "no such model";
  return (job == "dot" ? runDot : runMma)(*model, wordsOf(a), wordsOf(b), wordsOf(c));
}

}  // namespace

int main() {
  std::ios::sync_with_stdio(false);
  for (std::string line; std::getline(std::cin, line);) {
    if (line.empty()) continue;
    const char* problem = nullptr;
    try {
      problem = run(line);
    } catch (const std::exception&) {
      problem = "expected words in hex";
    }
    if (problem != nullptr) std::printf("error: %s\n", problem);
  }
  return 0;
}
