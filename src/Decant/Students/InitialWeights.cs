using Decant.Engine;
using Decant.Engine.Graphs;
using Decant.Students.Texts;

namespace Decant.Students;

/// <summary>
/// Transfer: weights taken over from another network, layer by layer, where name and shape agree; of encoders of texts every k-th layer,
/// whatever it is called (<see cref="TextWeights"/>).
/// </summary>
internal static class InitialWeights
{
    /// <summary>Copies what fits.</summary>
    /// <param name="student">The network whose weights change.</param>
    /// <param name="source">The network to take from.</param>
    /// <param name="tokenVectors">Of texts, vectors of the student's tokens [V, D] in place of the other's table; null for that.</param>
    /// <returns>Names of the student's parameters that were taken over.</returns>
    /// <exception cref="DecantException">Nothing fits.</exception>
    public static IReadOnlyList<string> Take(Graph student, Graph source, Tensor? tokenVectors = null)
    {
        var taken = new List<string>(TextWeights.Take(student, source, tokenVectors));
        if (tokenVectors is not null && !taken.Contains(TokenEmbedding.TableName))
        {
            throw new DecantException(
                $"student.init.token-vectors: the student's table {student.Find(TokenEmbedding.TableName)?.Shape} takes none of the teacher's "
                    + $"vectors [{string.Join(", ", tokenVectors.Dimensions.ToArray())}]. Give it rows as wide or less wide (dimension, width), "
                    + "without buckets; 'embedding-width' needs layers as wide as the teacher's vectors."
            );
        }

        if (taken.Count > 0)
        {
            return taken;
        }

        foreach (
            var target in student.Initializers.Where(value =>
                student.Parameters.Contains(value.Name) || value.Producer is null && value.Shape.Rank > 0
            )
        )
        {
            if (
                source.Find(target.Name) is { Data: { } data }
                && data.Type == target.Data!.Type
                && data.Dimensions.SequenceEqual(target.Data.Dimensions)
            )
            {
                target.Data.CopyFrom(data);
                taken.Add(target.Name);
            }
        }

        return taken.Any(student.Parameters.Contains)
            ? taken
            : throw new DecantException(
                $"student.init: no layer of the student has the name and shape of a layer of '{source.Name}'. "
                    + $"The student's: {Names(student)}. The other's: {Names(source)}. Choose an architecture of "
                    + $"equal widths, or remove 'init'."
            );
    }

    private static string Names(Graph graph) =>
        string.Join(
            ", ",
            graph.Initializers.Where(value => graph.Parameters.Contains(value.Name)).Take(8).Select(value => $"{value.Name}{value.Shape}")
        );
}
