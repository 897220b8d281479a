using Decant.Engine;

namespace Decant.Data.Sources;

/// <summary>A kind of place that samples come from: a file format, an archive, a generator.</summary>
public abstract class DataSource
{
    /// <summary>The word in the recipe, under <c>data.source</c>.</summary>
    public abstract string Name { get; }

    /// <summary>What it reads, in a sentence.</summary>
    public abstract string Description { get; }

    /// <summary>The options that it understands in addition to those of the split.</summary>
    public abstract IReadOnlyList<DataOption> Options { get; }

    /// <summary>Whether its samples are rows, whose columns can be named as what is to be learnt.</summary>
    public virtual bool IsTable => false;

    /// <summary>Reads everything into memory.</summary>
    /// <param name="options">Checked options.</param>
    /// <exception cref="DecantException">A file is missing, damaged, or not what it should be.</exception>
    public abstract SourceParts Open(DataOptions options);

    /// <summary>
    /// The options that would read what lies at a path, for a command that was given nothing else; null where it does
    /// not look like this source.
    /// </summary>
    /// <param name="path">A file or folder that exists.</param>
    public virtual IReadOnlyDictionary<string, string>? Recognise(string path) => null;
}
