namespace Decant.Methods.Bench;

/// <summary>
/// The losses that compare the layers of two transformers, on texts: <c>texts.yaml</c>. The names are those of the file of MiniLM: of its
/// last
/// layer the answer, the scores before the mask, and queries, keys and values.
/// </summary>
internal static class TransformerMethods
{
    private const string Group = "Transformers";
    private const string Answers = "soft-targets: { temperature: 2, weight: 0.9 }";
    private const string Labels = "hard-labels: { weight: 0.1 }";
    private const string HiddenStates = "hidden-states: { teacher: last_hidden_state, student: layer2 }";
    private const string Scores = "attention-maps: { teacher: '860', student: layer2.scores, weight: 0.01 }";
    private const string Relations =
        "attention-relations: { teacher: ['794', '797', '818'], student: [layer2.queries, layer2.keys, layer2.values], relation-heads: 12 }";

    /// <summary>Each next to soft targets, which alone are the first row.</summary>
    public static IReadOnlyList<Method> List { get; } =
    [
        new(Group, "soft-targets", Losses()),
        new(Group, "hidden-states", Losses(HiddenStates)),
        new(Group, "attention-maps", Losses(Scores), "soft-targets.store=off"), // scores vary along two axes, which no store keeps
        new(Group, "attention-relations", Losses(Relations)),
    ];

    private static string Losses(params IEnumerable<string> more) =>
        $"losses=[{string.Join(", ", new[] { Answers, Labels }.Concat(more).Select(loss => $"{{ {loss} }}"))}]";
}
