using Decant.Engine.Graphs;

namespace Decant.Engine.Weights;

/// <summary>A tensor in a weight file: known by name, type and sizes; its numbers are read when they are asked for.</summary>
public sealed class StoredTensor
{
    // An expanded tensor repeats a few numbers; beyond this many it is a trap rather than a weight.
    private const long MostRepeated = 1 << 24;

    private readonly StorageView _view;

    /// <summary>A tensor whose place in the file was checked.</summary>
    /// <exception cref="DecantException">It would leave its storage, or repeats its numbers without measure.</exception>
    internal StoredTensor(string name, StorageView view)
    {
        Name = name;
        _view = view;
        Count = view.Count;
        if (view.Extent > view.StorageCount)
        {
            throw new DecantException(
                $"{this}: its sizes and strides reach element {view.Extent} of a storage of {view.StorageCount}. The file is damaged."
            );
        }

        if (Count > view.StorageCount && Count > MostRepeated)
        {
            throw new DecantException(
                $"{this}: {view.StorageCount} stored numbers are repeated to {Count}. Save it as tensor.contiguous()."
            );
        }
    }

    /// <summary>Its name in the file.</summary>
    public string Name { get; }

    /// <summary>How its numbers are stored in the file.</summary>
    internal StoredElement Element => _view.Element;

    /// <summary>Size along each axis; none for a single number.</summary>
    public IReadOnlyList<int> Dimensions => _view.Sizes;

    /// <summary>Number of elements.</summary>
    public long Count { get; }

    /// <summary>The same numbers as the transposed matrix: rows are columns. Nothing is copied.</summary>
    /// <exception cref="DecantException">It is no matrix.</exception>
    public StoredTensor Transposed() =>
        Dimensions.Count == 2
            ? new StoredTensor(Name, _view with { Sizes = [.. _view.Sizes.Reverse()], Strides = [.. _view.Strides.Reverse()] })
            : throw new DecantException($"{this}: only a matrix can be transposed.");

    /// <summary>The same tensor under another name.</summary>
    internal StoredTensor Renamed(string name) => new(name, _view);

    /// <summary>Reads the numbers into a new tensor; 16-bit floats become 32-bit ones.</summary>
    /// <exception cref="DecantException">The file ends before them.</exception>
    /// <exception cref="ObjectDisposedException">The file was closed.</exception>
    public Tensor Read()
    {
        var tensor = new Tensor(Element.Type, [.. Dimensions]);
        StorageReading.Fill(tensor, _view);
        return tensor;
    }

    /// <summary>Reads the numbers into a tensor that is there; floats are widened or rounded to its type.</summary>
    /// <param name="target">A tensor of equal sizes, of the same type or another float type.</param>
    /// <exception cref="DecantException">Sizes or types do not fit, or the file ends before the numbers.</exception>
    public void ReadInto(Tensor target)
    {
        ArgumentNullException.ThrowIfNull(target);
        if (
            !target.Dimensions.SequenceEqual([.. Dimensions])
            || (target.Type != Element.Type && !(target.Type.IsFloat() && Element.Type.IsFloat()))
        )
        {
            throw new DecantException($"{this}: it does not fit into {target}. Sizes must be equal, and types equal or both floats.");
        }

        if (target.Type == Element.Type)
        {
            StorageReading.Fill(target, _view);
        }
        else
        {
            using var read = Read();
            target.TakeOver(read);
        }
    }

    /// <inheritdoc/>
    public override string ToString() => $"tensor '{Name}' {Element.Name}[{string.Join(", ", Dimensions)}]";
}
