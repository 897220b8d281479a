// Random files of every operator and element type: managed kernels against plain loops, and both against ONNX Runtime where it is
// installed.
// Usage: Decant.Graphs.Bench [--count N] [--seed S]
using System.Globalization;
using Decant.Engine.Tests.Onnx;
using Decant.Tests.Shared;

const int round = 200;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var options = args.Chunk(2).ToDictionary(pair => pair[0], pair => pair.ElementAtOrDefault(1) ?? "");
var count = int.Parse(options.GetValueOrDefault("--count", "1000"), CultureInfo.InvariantCulture);
var seed = int.Parse(options.GetValueOrDefault("--seed", "1"), CultureInfo.InvariantCulture);
var isAsked = OnnxRuntimeOracle.WhatIsMissing is null;
Console.WriteLine($"{count} files from seed {seed}{(isAsked ? "" : $"; ONNX Runtime is not asked: {OnnxRuntimeOracle.WhatIsMissing}")}");

var kept = Directory.CreateTempSubdirectory("decant-graphs-").FullName;
var (problems, answered) = (0, 0);
for (var first = 0; first < count; first += round)
{
    // Each seed of the command has a million files of its own.
    var judgement = RandomJudgement.Of(Enumerable.Range((seed * 1_000_000) + first, Math.Min(round, count - first)), isAsked);
    (problems, answered) = (problems + judgement.Problems.Count, answered + judgement.Answered);
    foreach (var found in judgement.Found)
    {
        File.WriteAllBytes(Path.Combine(kept, $"{found}.onnx"), RandomFiles.Make(found).Model);
    }

    foreach (var problem in judgement.Problems)
    {
        Console.WriteLine(problem);
    }

    Console.WriteLine($"{Math.Min(count, first + round)} files, {answered} of them answered by ONNX Runtime, {problems} problems");
}

if (problems == 0)
{
    Directory.Delete(kept);
    return 0;
}

Console.WriteLine($"The files with problems lie in {kept}");
return 1;
