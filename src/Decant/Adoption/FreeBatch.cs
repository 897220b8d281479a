using Decant.Engine;
using Decant.Engine.Execution;
using Decant.Engine.Graphs;
using Decant.Engine.Kernels;
using Decant.Engine.Passes;
using Decant.Engine.Randomness;

namespace Decant.Adoption;

/// <summary>
/// Lets a network take batches of any size: a fixed batch is freed where the answers stay the same, which is tried; where an operator
/// inside insists on its batch, that batch stays and the file is run in pieces.
/// </summary>
internal static class FreeBatch
{
    private const double SameAnswer = 1e-4;

    /// <summary>The network with its input in the data's sizes.</summary>
    /// <param name="model">A forward graph.</param>
    /// <param name="answer">The name of its answer.</param>
    /// <param name="sampleShape">[C, H, W] or [D] of the samples that it takes.</param>
    /// <param name="notes">What is to be said about it.</param>
    /// <exception cref="DecantException">It takes other samples, or answers by another axis than the samples'.</exception>
    public static Graph Of(Graph model, string answer, IReadOnlyList<int> sampleShape, List<string> notes)
    {
        if (model.Inputs is not [{ Shape: { Rank: > 1 } own }])
        {
            throw new DecantException(
                $"expected one input with samples along its first axis, received {string.Join(", ", model.Inputs)}. "
                    + $"Export the network with one input, its other inputs as constants."
            );
        }

        var shape = NetworkContract.InputShape(own, sampleShape)
            ?? throw new DecantException(
                $"it takes samples of {new Shape(own.Skip(1))}, the data have [{string.Join(", ", sampleShape)}]. "
                    + $"Choose the data that it was made for."
            );
        foreach (var repeatsConstants in own[0].IsStatic ? [false, true] : new[] { false })
        {
            try
            {
                var free = InputSizes.Change(model, shape, repeatsConstants);
                if (
                    free[answer].Shape[0] == shape[0]
                    && (!own[0].IsStatic || AnswersAlike(model, InputSizes.Change(model, shape.With(0, own[0])), free, answer, own[0].Size))
                )
                {
                    return free;
                }
            }
            catch (Exception problem) when (own[0].IsStatic && problem is DecantException or InvalidOperationException or ArgumentException)
            {
                // An operator inside knows the batch: the file is run as it is.
            }
        }

        if (!own[0].IsStatic)
        {
            throw new DecantException(
                $"expected an answer with the samples along its first axis, received {model[answer]}. Name another "
                    + $"value with output-name, or export the network with the batch first."
            );
        }

        notes.Add($"its file fixes the batch at {own[0]}, so it answers in pieces of that size.");
        return InputSizes.Change(model, shape.With(0, own[0]));
    }

    // Two pieces of the fixed batch against one free batch of both.
    private static bool AnswersAlike(Graph model, Graph pieces, Graph free, string answer, int batch)
    {
        if (model.Inputs[0].Type != ElementType.Float32)
        {
            return false;
        }

        using var pool = new WorkerPool(1);
        using var samples = new Tensor(ElementType.Float32, [2 * batch, .. pieces.Inputs[0].Shape.Skip(1).Select(size => size.Size)]);
        var stream = new RandomStream(0, "batch");
        foreach (ref var number in samples.Span<float>())
        {
            number = (float)stream.NextDouble();
        }

        var whole = Answer(free, samples, 2 * batch);
        var half = samples.Count / 2;
        int[] sizes = [batch, .. samples.Dimensions[1..]];
        float[] both = [.. Answer(pieces, samples.View(0, sizes), batch), .. Answer(pieces, samples.View(half, sizes), batch)];
        var largest = both.Max(Math.Abs);
        return whole.Length == both.Length && whole.Zip(both).All(pair => Math.Abs(pair.First - pair.Second) <= SameAnswer * largest);

        float[] Answer(Graph network, Tensor inputs, int count)
        {
            using var executable = Executable.Compile(
                DeadCode.Remove(network, [answer]),
                new CompileOptions
                {
                    Device = DeviceCatalogue.Default(pool),
                    Bounds = new Dictionary<string, int> { ["N"] = count },
                }
            );
            executable.Bind(network.Inputs[0].Name, inputs);
            executable.Run();
            return executable[answer].Span<float>().ToArray();
        }
    }
}
