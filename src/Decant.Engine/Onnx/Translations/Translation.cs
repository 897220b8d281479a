using Decant.Engine.Graphs;

namespace Decant.Engine.Onnx.Translations;

/// <summary>
/// One operator of ONNX: how a node of a file becomes nodes of a graph, at every opset, and back. The opsets' differences are told
/// where they are read (<see cref="NodeReader.Opset"/>) and written (<see cref="NodeWriter.Opset"/>).
/// </summary>
internal abstract class Translation
{
    private readonly int[] _constants;

    /// <summary>An operator of ONNX.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="required">How many of its first inputs must be there.</param>
    /// <param name="most">How many inputs it has at most.</param>
    /// <param name="constants">Places of the inputs whose numbers must be known when the graph is made.</param>
    protected Translation(string name, int required, int most, params int[] constants)
    {
        Name = name;
        Required = required;
        Most = most;
        _constants = constants;
    }

    /// <summary>The operator's name in files.</summary>
    public string Name { get; }

    /// <summary>The operator's domain in files; empty for ONNX's own.</summary>
    public virtual string Domain => "";

    /// <summary>The name, with the domain in front where it is not ONNX's own.</summary>
    public string FullName => Domain.Length == 0 ? Name : $"{Domain}.{Name}";

    /// <summary>The type of operator that is written under this name; null if files with it are only read.</summary>
    public abstract Type? Writes { get; }

    private int Required { get; }

    private int Most { get; }

    /// <summary>Places of the inputs whose numbers must be known when the graph is made, from 0 on.</summary>
    public IReadOnlyList<int> Constants => _constants;

    /// <summary>Whether a domain means the standard's own operators.</summary>
    public static bool IsStandard(string domain) => domain is "" or "ai.onnx";

    /// <summary>Whether an input's numbers must be known when the graph is made.</summary>
    public bool TakesConstant(int input) => _constants.Contains(input);

    /// <summary>Adds to the graph what the file's node does.</summary>
    public abstract void Read(NodeReader node);

    /// <summary>Describes an operator in the file's words.</summary>
    public abstract void Write(Operator @operator, NodeWriter node);

    /// <summary>Refuses a node with inputs missing or too many.</summary>
    public void CheckInputs(NodeReader node)
    {
        if (node.InputCount > Most || Enumerable.Range(0, Required).Any(i => !node.Has(i)))
        {
            throw new DecantException(
                Required == Most
                    ? $"expected {Required} inputs, received {node.InputCount}."
                    : $"expected {Required} inputs or more{(Most < int.MaxValue ? $", at most {Most}" : "")}, received {node.InputCount}."
            );
        }
    }
}

/// <summary>A translation from and to one type of operator.</summary>
/// <typeparam name="TOperator">The operator that is written.</typeparam>
/// <param name="name">ONNX's name.</param>
/// <param name="required">How many of its first inputs must be there.</param>
/// <param name="most">How many inputs it has at most.</param>
/// <param name="constants">Places of the inputs whose numbers must be known when the graph is made.</param>
internal abstract class Translation<TOperator>(string name, int required, int most, params int[] constants)
    : Translation(name, required, most, constants)
    where TOperator : Operator
{
    /// <inheritdoc/>
    public sealed override Type? Writes => typeof(TOperator);

    /// <inheritdoc/>
    public sealed override void Write(Operator @operator, NodeWriter node) => Write((TOperator)@operator, node);

    /// <summary>Describes an operator in the file's words; the inputs are already there.</summary>
    protected virtual void Write(TOperator @operator, NodeWriter node) { }
}
