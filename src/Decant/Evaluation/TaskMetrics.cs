using System.Globalization;
using Decant.Data.Batches;
using Decant.Engine;
using Decant.Runs;

namespace Decant.Evaluation;

/// <summary>
/// Every metric of a task, gathered batch by batch. Adding a batch allocates nothing, and the result depends on the samples and their order
/// alone, not on how they were cut into batches.
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

    /// <summary>Notes that samples were added.</summary>
    /// <param name="samples">How many.</param>
    protected void Count(int samples) => Samples += samples;

    /// <summary>Refuses a result of no samples.</summary>
    /// <exception cref="DecantException">None was added.</exception>
    protected void RequireSamples()
    {
        if (Samples == 0)
        {
            throw new DecantException("evaluation: expected at least one sample, received none. Give the split some samples.");
        }
    }

    /// <summary>Refuses arrays that do not belong together.</summary>
    /// <param name="length">Numbers that came.</param>
    /// <param name="expected">Numbers that were expected.</param>
    /// <param name="name">What they are.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    protected static void RequireLength(int length, int expected, string name)
    {
        if (length != expected)
        {
            throw new ArgumentException($"evaluation: expected {expected} numbers in {name}, received {length}.", name);
        }
    }

    /// <summary>Refuses rows of a model, of the teacher or of the truth that are not all finite.</summary>
    /// <param name="numbers">The rows, one after the other; those of samples that are not counted yet.</param>
    /// <param name="columns">Numbers of one sample, 1 or more.</param>
    /// <param name="who">Whose they are, such as <c>the model</c>.</param>
    /// <param name="remedy">What to do about it, as a sentence.</param>
    /// <exception cref="DecantException">One is NaN or infinite.</exception>
    protected void RequireFinite(ReadOnlySpan<float> numbers, int columns, string who, string remedy)
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

    /// <summary>The remedy where a model's answers are no numbers.</summary>
    protected const string Diverged =
        "Its weights have diverged or its input is not what it was trained on: lower the learning rate, clip "
        + "gradients, or check the preprocessing.";
}
