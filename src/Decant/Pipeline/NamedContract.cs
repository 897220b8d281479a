using Decant.Adoption;
using Decant.Data.Batches;
using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Students;
using Decant.Tasks;

namespace Decant.Pipeline;

/// <summary>
/// What a given network must keep that has several inputs, or is for a task of one's own: inputs with the names of the samples' fields and
/// outputs with those of the task's heads. It is taken at its word; nothing is searched for.
/// </summary>
internal static class NamedContract
{
    /// <summary>Whether a network is taken by its names.</summary>
    public static bool IsMeant(Graph network, LearningTask task) => network.Inputs.Count > 1 || task.Search is NothingAsked;

    /// <summary>Refuses a network that does not keep them.</summary>
    /// <exception cref="DecantException">An input reads what samples do not have, an output is missing, or another number of answers
    /// comes.</exception>
    public static Graph Required(Graph network, AdoptionTask task)
    {
        FieldBinding.Check(network, task.Samples.Schema, Network.Input);
        var (wanted, given) = (task.Goal.Task.Outputs, network.Outputs.Select(output => output.Name).ToArray());
        if (wanted.Except(given).ToArray() is { Length: > 0 } missing)
        {
            throw new DecantException(
                $"task {task.Goal.Task.Name}: expected a network with the outputs {string.Join(", ", wanted)}, received one with "
                    + $"{string.Join(", ", given)}. Name its outputs {string.Join(", ", missing)} so."
            );
        }

        var logits = network[Network.Logits].Shape;
        return logits[Network.ClassAxis(logits)].Size == task.Size
            ? network
            : throw new DecantException(
                $"it answers {logits}, and the data have {task.Size} {task.Goal.Task.Noun}. Choose the data that it was made for."
            );
    }
}
