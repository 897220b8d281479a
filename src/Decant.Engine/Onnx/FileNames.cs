using Decant.Engine.Onnx.Format;

namespace Decant.Engine.Onnx;

/// <summary>The names of values in a file, and what reads them.</summary>
internal sealed class FileNames
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly HashSet<string> _given = new(StringComparer.Ordinal);
    private readonly HashSet<string> _usedAsData = new(StringComparer.Ordinal);
    private readonly HashSet<string> _usedAsConstant = new(StringComparer.Ordinal);

    /// <summary>Counts names as the file's own.</summary>
    public void Give(IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            _given.Add(name);
            _taken.Add(name);
        }
    }

    /// <summary>Counts names as outputs of the graph, which are read as values.</summary>
    public void UseAsOutputs(IEnumerable<string> names) => _usedAsData.UnionWith(names);

    /// <summary>Counts what nodes read.</summary>
    public void Use(IReadOnlyList<NodeProto> nodes)
    {
        foreach (var node in nodes)
        {
            var translation = ModelReader.Known(node);
            _usedAsData.UnionWith(Subgraph.Reads(node));
            for (var i = 0; i < node.Input.Count; i++)
            {
                (translation.TakesConstant(i) ? _usedAsConstant : _usedAsData).Add(node.Input[i]);
            }
        }
    }

    /// <summary>Whether a name is in the file.</summary>
    public bool IsGiven(string name) => _given.Contains(name);

    /// <summary>Whether anything reads a value.</summary>
    public bool IsUsed(string name) => _usedAsData.Contains(name) || _usedAsConstant.Contains(name);

    /// <summary>
    /// Whether all that read a value need its numbers when the graph is made. Of an initialiser that nothing reads this is not so: it
    /// stays, as it may be a parameter that only another program uses.
    /// </summary>
    public bool IsOnlyConstant(string name) => _usedAsConstant.Contains(name) && !_usedAsData.Contains(name);

    /// <summary>A beginning that no name has.</summary>
    public string UnusedPrefix()
    {
        var prefix = "~";
        while (_taken.Any(name => name.StartsWith(prefix, StringComparison.Ordinal)))
        {
            prefix += "~";
        }

        return prefix;
    }

    /// <summary>A name that nothing in the file has.</summary>
    public string Fresh(string wanted)
    {
        var name = wanted;
        for (var i = 1; !_taken.Add(name); i++)
        {
            name = $"{wanted}_{i}";
        }

        return name;
    }
}
