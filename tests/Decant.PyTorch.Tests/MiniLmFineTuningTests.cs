using Decant.Data.Batches;
using Decant.Engine.Kernels;
using Decant.PyTorch.Tests.Library;
using Decant.Students.Texts;
using Decant.Tests.Adoption.Texts;
using TorchSharp;

namespace Decant.PyTorch.Tests;

/// <summary>Fine-tuning all-MiniLM-L6-v2, all weights, on a batch of texts of different lengths, padded, next to PyTorch's.</summary>
[Trait("Category", "PyTorch")]
public sealed class MiniLmFineTuningTests
{
    private const int Steps = 5;
    private const int Samples = 6;

    // Layer normalisation and the softmax take away what these add: their gradient is 0 but for rounding, of which AdamW makes whole steps.
    private static readonly string[] s_idle = ["attention.self.key.bias"];

    [Theory]
    [InlineData(nameof(TextPooling.Mean))]
    [InlineData(nameof(TextPooling.First))]
    public void Five_steps_are_PyTorchs(string pooling)
    {
        TorchLibrary.SkipIfMissing();
        var samples = new TokenTexts(Samples, 3000);
        using var pool = new WorkerPool(2);
        using var scope = torch.NewDisposeScope();
        using var network = new FineTunedMiniLm(samples, Samples, Enum.Parse<TextPooling>(pooling), pool);
        var first = network.Theirs.ToDictionary(entry => entry.Key, entry => TorchNumbers.Of(entry.Value));
        using var stream = new BatchStream(samples, new BatchOptions { Size = Samples });
        var batches = stream.Epoch(0);
        Assert.True(batches.MoveNext());
        var batch = batches.Current;
        Assert.Contains(0, batch.Find("attention_mask")!.Span<long>().ToArray());
        for (var number = 1; number <= Steps; number++)
        {
            var loss = network.TheirStep(batch);
            Assert.Equal(loss, network.Step(batch), 1e-4 * loss);
        }

        // What the steps changed of each tensor, as a whole: of a weight whose gradient is nearly 0 AdamW makes a step all the same.
        foreach (var (name, ours) in network.Ours().Where(of => !s_idle.Any(idle => of.Name.EndsWith(idle, StringComparison.Ordinal))))
        {
            var (before, theirs) = (first[name], TorchNumbers.Of(network.Theirs[name]));
            var (apart, moved) = (0.0, 0.0);
            for (var i = 0; i < before.Length; i++)
            {
                apart += Math.Pow(ours[i] - theirs[i], 2);
                moved += Math.Pow(theirs[i] - before[i], 2);
            }

            Assert.True(moved > 0, $"{name} did not move");
            Assert.True(
                Math.Sqrt(apart) <= 0.01 * Math.Sqrt(moved),
                FormattableString.Invariant($"{name}: its change of {Math.Sqrt(moved):0.0e0} is apart by {Math.Sqrt(apart):0.0e0}")
            );
        }
    }
}
