using Decant.Data.Batches;
using Decant.Engine.Kernels;
using Decant.PyTorch.Tests.Library;
using Decant.Students.Texts;
using Decant.Tests.Adoption.Texts;
using TorchSharp;

namespace Decant.PyTorch.Tests;

/// <summary>
/// The time of a step that fine-tunes all-MiniLM-L6-v2, next to TorchSharp's, in turn within one process:
/// <c>dotnet run -c Release --project tests/Decant.PyTorch.Tests -- -explicit only -showliveoutput -class "*FineTuningSpeed"</c>.
/// </summary>
[Trait("Category", "PyTorch")]
public sealed class FineTuningSpeed(ITestOutputHelper output)
{
    private const int Threads = 2;
    private const int Rounds = 6;

    // The first steps of a block do not count: threads of both stay awake for a while.
    private const int Block = 4;
    private const int Counted = 3;

    [Theory(Explicit = true)]
    [InlineData(16, 24)]
    [InlineData(16, 64)]
    [InlineData(32, 128)]
    public void Of_a_step(int count, int length)
    {
        TorchLibrary.SkipIfMissing();
        torch.set_num_threads(Threads);
        var samples = new TokenTexts(count, 30000, length: length);
        using var pool = new WorkerPool(Threads);
        using var network = new FineTunedMiniLm(samples, count, TextPooling.Mean, pool, isAttentionFused: true);
        using var stream = new BatchStream(samples, new BatchOptions { Size = count });
        var batches = stream.Epoch(0);
        Assert.True(batches.MoveNext());
        var batch = batches.Current;
        var (ours, theirs) = (double.MaxValue, double.MaxValue);
        var (loss, theirLoss) = (0.0, 0.0);
        for (var round = 0; round < Rounds; round++)
        {
            ours = Math.Min(ours, Fastest(() => loss = network.Step(batch)));
            theirs = Math.Min(theirs, Fastest(() => theirLoss = network.TheirStep(batch)));
        }

        Assert.Equal(theirLoss, loss, 0.01);
        output.WriteLine(
            FormattableString.Invariant(
                $"{count} texts of {length} tokens: {ours:0.0} ms here, {theirs:0.0} ms TorchSharp, {theirs / ours:0.00} times as fast"
            )
        );
    }

    private static double Fastest(Action step)
    {
        var fastest = double.MaxValue;
        for (var i = 0; i < Block; i++)
        {
            var start = TimeProvider.System.GetTimestamp();
            step();
            var taken = TimeProvider.System.GetElapsedTime(start).TotalMilliseconds;
            fastest = i < Block - Counted ? fastest : Math.Min(fastest, taken);
        }

        return fastest;
    }
}
