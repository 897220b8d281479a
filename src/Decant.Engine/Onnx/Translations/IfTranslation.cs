namespace Decant.Engine.Onnx.Translations;

/// <summary>If, where the condition is known when the graph is made: the branch that is taken takes the node's place.</summary>
internal sealed class IfTranslation() : ReadOnlyTranslation("If", 1, 1, constants: [0])
{
    /// <inheritdoc/>
    public override void Read(NodeReader node)
    {
        var (then, otherwise) = (node.Subgraph("then_branch"), node.Subgraph("else_branch"));
        var taken = node.TruthOf(node.NameOf(0)) ?? throw NodeReader.OnlyWhenItRuns($"its condition '{node.NameOf(0)}'");
        foreach (
            var (name, output) in node.Inline(taken ? then : otherwise, [], taken ? "then" : "else")
                .Select((name, output) => (name, output))
        )
        {
            node.Give(node.ValueOf(name), output);
        }
    }
}
