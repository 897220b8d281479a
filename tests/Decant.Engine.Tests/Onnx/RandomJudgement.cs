using System.Globalization;
using Decant.Engine.Graphs;
using Decant.Tests.Shared;

namespace Decant.Engine.Tests.Onnx;

/// <summary>What random files are held against: managed kernels against plain loops, and ONNX Runtime against both.</summary>
/// <param name="Problems">What differs, with the seed of the file.</param>
/// <param name="Found">The seeds of these files.</param>
/// <param name="Answered">How many files ONNX Runtime computed; it lacks some operators in some element types.</param>
internal sealed record RandomJudgement(IReadOnlyList<string> Problems, IReadOnlyList<int> Found, int Answered)
{
    /// <summary>Tries files.</summary>
    /// <param name="seeds">Their seeds.</param>
    /// <param name="isAsked">Whether ONNX Runtime is asked too.</param>
    public static RandomJudgement Of(IEnumerable<int> seeds, bool isAsked)
    {
        var problems = new List<(int Seed, string Problem)>();
        var runs =
            new List<(
                int Seed,
                RandomFile File,
                Dictionary<string, Tensor> Inputs,
                Dictionary<string, Tensor> Managed,
                Dictionary<string, Tensor> Plain
            )>();
        foreach (var seed in seeds)
        {
            try
            {
                var file = RandomFiles.Make(seed);
                var graph = HandMade.Read(file.Model);
                var inputs = RandomInputs.Of(graph, file.Unknown);
                var (managed, plain) = (GraphRun.Of(graph, inputs, "managed"), GraphRun.Of(graph, inputs, "reference"));
                runs.Add((seed, file, inputs, managed, plain));
                Compare(seed, "managed against plain loops", plain, managed, Tolerance(graph, isHalf: false));
            }
#pragma warning disable CA1031 // Whatever a file meets is what is looked for.
            catch (Exception problem)
#pragma warning restore CA1031
            {
                problems.Add((seed, problem.Message));
            }
        }

        if (!isAsked)
        {
            return Result(0);
        }

        // Without samples it is no judge: it refuses some, and ends the process at others.
        var asked = runs.Where(run => run.File.Unknown > 0).ToList();
        var answers = Ask([.. asked.Select(run => new OnnxRuntimeOracle.Question(run.File.Model, run.Inputs))]);
        foreach (var (run, answer) in asked.Zip(answers))
        {
            if (answer.Error is { } error)
            {
                // What it refuses for another reason than an operator that it lacks may be a file that no program could read.
                problems.AddRange(IsLack(error) ? [] : [(run.Seed, $"ONNX Runtime: {error}")]);
                continue;
            }

            var tolerance = Tolerance(HandMade.Read(run.File.Model), run.File.HasHalf);
            Compare(run.Seed, "managed against ONNX Runtime", answer.Outputs, run.Managed, tolerance);
            Compare(run.Seed, "plain loops against ONNX Runtime", answer.Outputs, run.Plain, tolerance);
        }

        return Result(answers.Count(answer => answer.Error is null));

        RandomJudgement Result(int answered) =>
            new(
                [.. problems.Select(found => $"file {found.Seed}: {found.Problem}")],
                [.. problems.Select(found => found.Seed).Distinct()],
                answered
            );

        void Compare(
            int seed,
            string what,
            IReadOnlyDictionary<string, Tensor> expected,
            Dictionary<string, Tensor> actual,
            double tolerance
        ) =>
            problems.AddRange(
                expected
                    .Select(output => (output.Key, Problem: Difference(output.Value, actual[output.Key], tolerance)))
                    .Where(pair => pair.Problem is not null)
                    .Select(pair => (seed, $"{what}, '{pair.Key}': {pair.Problem}"))
                    .Take(1)
            );
    }

    // Where a file ends its process, the others are asked without it.
    private static IReadOnlyList<OnnxRuntimeOracle.Answer> Ask(IReadOnlyList<OnnxRuntimeOracle.Question> questions)
    {
        try
        {
            return OnnxRuntimeOracle.RunAll(questions);
        }
        catch (InvalidOperationException problem)
        {
            var half = questions.Count / 2;
            return half == 0
                ? [new(new Dictionary<string, Tensor>(), problem.Message)]
                : [.. Ask([.. questions.Take(half)]), .. Ask([.. questions.Skip(half)])];
        }
    }

    private static bool IsLack(string error) =>
        error.Contains("does not support", StringComparison.Ordinal)
        || error.Contains("Failed to find kernel", StringComparison.Ordinal)
        || error.Contains("InsertedPrecisionFreeCast", StringComparison.Ordinal) // its own rewriting of 16-bit floats
        || error.Contains("NOT_IMPLEMENTED", StringComparison.OrdinalIgnoreCase)
        || error.Contains("Could not find an implementation", StringComparison.Ordinal);

    private static double Tolerance(Graph graph, bool isHalf) =>
        isHalf ? 0.02
        : graph.Inputs[0].Type == ElementType.Float64 ? 1e-6
        : 1e-4;

    // Sums that nearly cancel keep the rounding of their summands: nothing is judged finer than a share of the largest number.
    private static string? Difference(Tensor expected, Tensor actual, double tolerance)
    {
        if (expected.Type != actual.Type || !expected.Dimensions.SequenceEqual(actual.Dimensions))
        {
            return $"expected {expected}, received {actual}";
        }

        var (wanted, found) = (
            Decant.Engine.Onnx.Translations.ConstantNumbers.Of(expected),
            Decant.Engine.Onnx.Translations.ConstantNumbers.Of(actual)
        );
        var scale = tolerance * Math.Max(0.1, wanted.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max());
        for (var i = 0; i < wanted.Length; i++)
        {
            if (!wanted[i].Equals(found[i]) && !(Math.Abs(wanted[i] - found[i]) <= scale))
            {
                return string.Create(
                    CultureInfo.InvariantCulture,
                    $"element {i} of {expected}: expected {wanted[i]:R}, received {found[i]:R}"
                );
            }
        }

        return null;
    }
}
