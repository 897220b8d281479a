using System.IO.Enumeration;
using Decant.Engine;
using Decant.Engine.Graphs;

namespace Decant.Pipeline;

/// <summary>Refuses a network that cannot be trained as a recipe says, before anything is trained.</summary>
internal static class LearnerCheck
{
    private const int MostNames = 12;

    /// <summary>Whether a parameter is meant by a pattern such as <c>layer1*</c>.</summary>
    public static bool IsMeant(string pattern, string parameter) => FileSystemName.MatchesSimpleExpression(pattern, parameter);

    /// <summary>Whether a parameter is meant by one of several patterns.</summary>
    public static bool IsMeant(IReadOnlyList<string> patterns, string parameter) => patterns.Any(pattern => IsMeant(pattern, parameter));

    /// <summary>Refuses it.</summary>
    /// <param name="network">The network, with its parameters.</param>
    /// <param name="role">What it is for, in front of the error.</param>
    /// <param name="freeze">Patterns of parameters that are to stay as they are.</param>
    /// <exception cref="DecantException">Its batch is fixed, or a pattern means none of its parameters.</exception>
    public static void Require(Graph network, string role, IReadOnlyList<string> freeze)
    {
        if (network.Inputs.Select(input => (Dimension?)input.Shape[0]).FirstOrDefault(size => size is { IsStatic: true }) is { } batch)
        {
            throw new DecantException(
                $"{role}: expected a network that takes any number of samples at once, received one that computes "
                    + $"with a batch of {batch} inside: it can be asked, not trained. "
                    + "Export it with a free batch (dynamic_axes of torch.onnx.export)."
            );
        }

        var names = network.Parameters.Order(StringComparer.Ordinal).ToArray();
        if (freeze.FirstOrDefault(pattern => !names.Any(name => IsMeant(pattern, name))) is { } idle)
        {
            throw new DecantException(
                $"{role}: freeze: expected patterns of its parameters, received '{idle}', which means none. Its parameters: "
                    + $"{string.Join(", ", names.Take(MostNames))}{(names.Length > MostNames ? $" and {names.Length - MostNames} more" : "")}."
            );
        }
    }
}
