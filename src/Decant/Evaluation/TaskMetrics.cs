using System.Globalization;
using Decant.Data.Batches;
using Decant.Engine;
using Decant.Runs;

namespace Decant.Evaluation;

/// <summary>
/// Every metric of a task, gathered batch by batch. Adding a batch allocates nothing, and the result depends on the samples and their order
/// alone,
/// not on how they were cut into batches.
/// </summary>
public abstract class TaskMetrics
{
    /// <summary>Samples that were added.</summary>
    protected int Samples { get; private set; }

    /// <summary>Adds a batch.</summary>
    /// <param name="batch">The samples with what is true of them.</param>
    /// <param name="outputs">The network's outputs, a row per sample.</param>
    /// <param name="teacher">The teacher's to the same samples; empty when there are none.</param>
    /// <exception cref="DecantException">An answer or the truth is no number that can be measured.</exception>
    public abstract void Add(Batch batch, NetworkOutputs outputs, NetworkOutputs teacher = default);

    /// <summary>What was gathered so far.</summary>
    /// <exception cref="DecantException">No sample was added.</exception>
    public abstract EvaluationResult Result();

    private protected void Count(int samples) => Samples += samples;

    private protected void RequireSamples()
    {
        if (Samples == 0)
        {
            throw new DecantException("evaluation: expected at least one sample, received none. Give the split some samples.");
        }
    }

    private protected static void RequireLength(int length, int expected, string name)
    {
        if (length != expected)
        {
            throw new ArgumentException($"evaluation: expected {expected} numbers in {name}, received {length}.", name);
        }
    }

    // The rows of a model, of the teacher or of the truth, all finite.
    private protected void RequireFinite(ReadOnlySpan<float> numbers, int columns, string who, string remedy)
    {
        for (var i = 0; i < numbers.Length; i++)
        {
            if (!float.IsFinite(numbers[i]))
            {
                throw new DecantException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"evaluation: expected finite numbers, received {numbers[i]} from {who} at sample "
                            + $"{Samples + (i / columns)}, number {i % columns}. {remedy}"
                    )
                );
            }
        }
    }

    private protected const string Diverged =
        "Its weights have diverged or its input is not what it was trained on: lower the learning rate, clip "
        + "gradients, or check the preprocessing.";
}
