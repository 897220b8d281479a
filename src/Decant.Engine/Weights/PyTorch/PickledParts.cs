namespace Decant.Engine.Weights.PyTorch;

/// <summary>What PyTorch's own functions build, as descriptions: storages, tensors, dictionaries.</summary>
internal static class PickledParts
{
    private const int MostAxes = 64;

    /// <summary>
    /// A persistent identifier: ('storage', type, key, device, count), in old files with the view (key, first, count) or None at the end.
    /// </summary>
    public static PickledStorage Storage(object? identifier)
    {
        if (identifier is PickledTuple { Items: ["module", ..] })
        {
            throw PickleGlobals.Refusal("torch.nn.modules.Module");
        }

        var items = identifier
            is PickledTuple { Items: ["storage", PickledGlobal { Element: not null }, string or long, _, long and >= 0, ..] tuple }
            ? tuple
            : throw new DecantException(
                "the pickle refers to data in a way that PyTorch does not. The file is damaged, or of another program."
            );
        var element = ((PickledGlobal)items[1]!).Element!;
        var (key, count) = (FormattableString.Invariant($"{items[2]}"), (long)items[4]!);
        return items.Length > 5
            && items[5] is PickledTuple { Items: [_, long first and >= 0, long length and >= 0] }
            && first <= count
            && length <= count - first
                ? new PickledStorage(element, key, length, first)
            : items.Length == 5 || items[5] is null ? new PickledStorage(element, key, count, 0)
            : throw new DecantException($"storage '{key}' is a view that leaves the storage it looks into. The file is damaged.");
    }

    /// <summary><c>_rebuild_tensor(storage, first, sizes, strides, …)</c>; whether it is trained does not matter here.</summary>
    public static PickledTensor Tensor(object?[] arguments) =>
        arguments is [PickledStorage storage, ..] ? Tensor(arguments, storage.Element, storage) : throw Damaged();

    /// <summary><c>_rebuild_tensor_v3(storage, first, sizes, strides, trained, hooks, type, …)</c> over a storage of bytes.</summary>
    public static PickledTensor TypedTensor(object?[] arguments)
    {
        if (arguments is not [PickledStorage storage, _, _, _, _, _, PickledGlobal { Element: { } element }, ..])
        {
            throw Damaged();
        }

        // First and strides count elements, the storage counts bytes.
        return Tensor(
            arguments,
            element,
            storage.Element == element ? storage
                : storage.Element.Width == 1 && storage.First == 0
                    ? storage with
                    {
                        Element = element,
                        Count = storage.Count / element.Width,
                    }
                : throw Damaged()
        );
    }

    /// <summary>An OrderedDict, empty or from a list of pairs.</summary>
    public static PickledDictionary Dictionary(object?[] arguments)
    {
        var dictionary = new PickledDictionary();
        foreach (
            var pair in arguments is [PickledList list] ? list.Items
            : arguments is [] ? []
            : throw Damaged()
        )
        {
            dictionary.Pairs.Add(
                pair switch
                {
                    PickledTuple { Items: [var key, var value] } => new(key, value),
                    PickledList { Items: [var key, var value] } => new(key, value),
                    _ => throw Damaged(),
                }
            );
        }

        return dictionary;
    }

    /// <summary>A set, empty or of a list's items.</summary>
    public static PickledList Set(object?[] arguments) =>
        arguments is [PickledList list] ? list
        : arguments is [] ? new PickledList()
        : throw Damaged();

    /// <summary>The first argument: a parameter is its tensor, a size is its tuple.</summary>
    public static object? First(object?[] arguments) => arguments is [PickledTensor or PickledTuple, ..] ? arguments[0] : throw Damaged();

    /// <summary><c>_rebuild_from_type_v2(function, type, arguments, state)</c>: a tensor with attributes, which are skipped.</summary>
    public static object? Again(object?[] arguments) =>
        arguments
            is [PickledGlobal { Call: { } call, Name: not "torch._tensor._rebuild_from_type_v2" }, _, PickledTuple { Items: var inner }, ..]
            ? call(inner)
            : throw Damaged();

    private static PickledTensor Tensor(object?[] arguments, StoredElement element, PickledStorage storage)
    {
        if (
            arguments is not [_, long first and >= 0, PickledTuple { Items: var sizes }, PickledTuple { Items: var strides }, ..]
            || sizes.Length > MostAxes
            || strides.Length != sizes.Length
            || !sizes.All(size => size is >= 0L and <= (long)int.MaxValue)
            || !strides.All(stride => stride is >= 0L)
        )
        {
            throw Damaged();
        }

        return new PickledTensor(
            storage,
            element,
            first,
            [.. sizes.Select(size => (int)(long)size!)],
            [.. strides.Select(stride => (long)stride!)]
        );
    }

    private static DecantException Damaged() =>
        new("a tensor in it is not described as PyTorch does. The file is damaged, or of another program.");
}
