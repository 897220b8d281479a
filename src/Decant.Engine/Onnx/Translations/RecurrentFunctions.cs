using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>The functions of recurrent cells as files have them: names, and their α and β in lists of those that have one.</summary>
internal static class RecurrentFunctions
{
    /// <summary>Reads them; null for the usual ones.</summary>
    public static IReadOnlyList<RecurrentActivation>? Read(NodeReader node)
    {
        var names = node.Texts("activations");
        var (alphas, betas) = (
            new Queue<double>(node.Floats("activation_alpha") ?? []),
            new Queue<double>(node.Floats("activation_beta") ?? [])
        );
        return names
            ?.Select(name =>
            {
                var usual = RecurrentActivation.Of(
                    Enum.TryParse<RecurrentFunction>(name, ignoreCase: true, out var function) && Enum.IsDefined(function)
                        ? function
                        : throw new DecantException(NearestName.Explain("activation", name, Enum.GetNames<RecurrentFunction>()) + ".")
                );
                return usual with
                {
                    Alpha = HasAlpha(function) && alphas.TryDequeue(out var alpha) ? alpha : usual.Alpha,
                    Beta = HasBeta(function) && betas.TryDequeue(out var beta) ? beta : usual.Beta,
                };
            })
            .ToArray();
    }

    /// <summary>Writes them; the usual ones are left out.</summary>
    public static void Write(IReadOnlyList<RecurrentActivation>? activations, NodeWriter node)
    {
        if (activations is not null)
        {
            node.Texts("activations", [.. activations.Select(activation => activation.Function.ToString())]);
            node.Floats(
                "activation_alpha",
                [.. activations.Where(activation => HasAlpha(activation.Function)).Select(activation => activation.Alpha)]
            );
            node.Floats(
                "activation_beta",
                [.. activations.Where(activation => HasBeta(activation.Function)).Select(activation => activation.Beta)]
            );
        }
    }

    private static bool HasAlpha(RecurrentFunction function) =>
        HasBeta(function) || function is RecurrentFunction.LeakyRelu or RecurrentFunction.ThresholdedRelu or RecurrentFunction.Elu;

    private static bool HasBeta(RecurrentFunction function) =>
        function is RecurrentFunction.Affine or RecurrentFunction.ScaledTanh or RecurrentFunction.HardSigmoid;
}
