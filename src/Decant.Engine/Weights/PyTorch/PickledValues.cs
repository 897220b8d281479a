namespace Decant.Engine.Weights.PyTorch;

/// <summary>Python's tuple.</summary>
/// <param name="Items">What is in it.</param>
internal sealed record PickledTuple(object?[] Items);

/// <summary>Python's list or set.</summary>
internal sealed class PickledList
{
    /// <summary>What is in it.</summary>
    public List<object?> Items { get; } = [];
}

/// <summary>Python's dict or OrderedDict: pairs in the order of writing; of equal keys the last counts.</summary>
internal sealed class PickledDictionary
{
    /// <summary>Keys and values.</summary>
    public List<KeyValuePair<object?, object?>> Pairs { get; } = [];
}

/// <summary>A function or class of Python that is known here by its name alone.</summary>
/// <param name="Name">Module and name, such as <c>torch._utils._rebuild_tensor_v2</c>.</param>
/// <param name="Call">What takes the place of calling it; null where it cannot be called.</param>
/// <param name="Element">The element type that it names, if any.</param>
internal sealed record PickledGlobal(string Name, Func<object?[], object?>? Call = null, StoredElement? Element = null);

/// <summary>A row of numbers outside the pickle.</summary>
/// <param name="Element">What a number is.</param>
/// <param name="Key">Where it is.</param>
/// <param name="Count">How many there are.</param>
/// <param name="First">Where it begins in the row of its key; above 0 only for a view into another storage.</param>
internal sealed record PickledStorage(StoredElement Element, string Key, long Count, long First);

/// <summary>A tensor: sizes and strides over a storage.</summary>
/// <param name="Storage">Its numbers.</param>
/// <param name="Element">What a number is.</param>
/// <param name="First">The storage's number at place (0, 0, …).</param>
/// <param name="Sizes">Size along each axis.</param>
/// <param name="Strides">Numbers from one place to the next along each axis.</param>
internal sealed record PickledTensor(
    PickledStorage Storage,
    StoredElement Element,
    long First,
    IReadOnlyList<int> Sizes,
    IReadOnlyList<long> Strides
);

/// <summary>Something that is skipped with its content: a device, NumPy's element type, a number of NumPy's.</summary>
/// <param name="Name">What it is.</param>
internal sealed record PickledOpaque(string Name);
