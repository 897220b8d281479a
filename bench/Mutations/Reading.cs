using Decant.Engine;
using Decant.Engine.Onnx;
using Decant.Engine.Weights;

namespace Decant.Mutations.Bench;

/// <summary>How the reading of one damaged file ended.</summary>
/// <param name="Refusal">The sentence that refused it; null where it was read.</param>
/// <param name="Fault">What should not have happened; null where all is well.</param>
/// <param name="Seconds">The smaller of wall time and the process's processor time: what other programs took does not count.</param>
/// <param name="Memory">Bytes that the process held at most while it read, beyond what it held before.</param>
internal sealed record Reading(string? Refusal, Exception? Fault, double Seconds, long Memory)
{
    /// <summary>Reads a model.</summary>
    public static Reading OfModel(byte[] bytes) => Of(() => OnnxFile.Read(new MemoryStream(bytes), "damaged.onnx"));

    /// <summary>Opens a weight file and reads all its tensors.</summary>
    public static Reading OfWeights(string path) =>
        Of(() =>
        {
            using var file = WeightFile.Open(path);
            foreach (var tensor in file.Tensors)
            {
                tensor.Read().Dispose();
            }
        });

    private static Reading Of(Action read)
    {
        PeakMemory.Forget();
        var (start, processor, before) = (TimeProvider.System.GetTimestamp(), Environment.CpuUsage.TotalTime, PeakMemory.Now());
        string? refusal = null;
        Exception? fault = null;
        try
        {
            read();
        }
        catch (DecantException problem)
        {
            refusal = problem.Message;
        }
#pragma warning disable CA1031 // Every other kind of exception is what this program looks for.
        catch (Exception problem)
#pragma warning restore CA1031
        {
            fault = problem;
        }

        var seconds = Math.Min(
            TimeProvider.System.GetElapsedTime(start).TotalSeconds,
            (Environment.CpuUsage.TotalTime - processor).TotalSeconds
        );
        return new Reading(refusal, fault, seconds, Math.Max(0, PeakMemory.Peak() - before));
    }
}
