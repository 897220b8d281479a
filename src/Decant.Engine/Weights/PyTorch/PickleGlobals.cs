using System.Text;

namespace Decant.Engine.Weights.PyTorch;

/// <summary>
/// The names of Python that may be in a pickle, and what is made of them. Everything else is refused by name. PyTorch's own restricted
/// reader (<c>torch.load(weights_only=True)</c>) knows a list of the same kind.
/// </summary>
internal static class PickleGlobals
{
    // torch.FloatStorage names an element type; so does torch.float32.
    private static readonly (string Storage, string Type, string Element)[] s_elements =
    [
        ("DoubleStorage", "float64", "F64"),
        ("FloatStorage", "float32", "F32"),
        ("HalfStorage", "float16", "F16"),
        ("BFloat16Storage", "bfloat16", "BF16"),
        ("LongStorage", "int64", "I64"),
        ("IntStorage", "int32", "I32"),
        ("ShortStorage", "int16", "I16"),
        ("CharStorage", "int8", "I8"),
        ("ByteStorage", "uint8", "U8"),
        ("BoolStorage", "bool", "BOOL"),
        ("UntypedStorage", "uint8", "U8"),
    ];

    private static readonly Dictionary<string, PickledGlobal> s_known = All()
        .DistinctBy(global => global.Name)
        .ToDictionary(global => global.Name, StringComparer.Ordinal);

    /// <summary>What a name means.</summary>
    /// <exception cref="DecantException">It is not among those that are known.</exception>
    public static PickledGlobal Find(string module, string name) =>
        s_known.GetValueOrDefault($"{module}.{name}") ?? throw Refusal($"{module}.{name}");

    /// <summary>The error for anything that only a Python program could make.</summary>
    public static DecantException Refusal(string name)
    {
        const int enough = 120;
        var shown = name.Length <= enough ? name : $"{name[..enough]}…";
        var what =
            name.StartsWith("torch.nn.", StringComparison.Ordinal)
            || name.StartsWith("__main__.", StringComparison.Ordinal)
            || name.StartsWith("torchvision.", StringComparison.Ordinal)
                ? $"it holds a whole model or another object of a program ('{shown}'), which only that program could make"
                : $"it asks for '{shown}'";
        return new DecantException(
            $"{what}; only tensors and plain containers (dict, list, tuple, numbers, text) are built, and nothing is run. "
                + "Save the weights alone, torch.save(model.state_dict(), 'weights.pt'), or as safetensors."
        );
    }

    private static IEnumerable<PickledGlobal> All() =>
        [
            new("collections.OrderedDict", PickledParts.Dictionary),
            new("torch._utils._rebuild_tensor", PickledParts.Tensor),
            new("torch._utils._rebuild_tensor_v2", PickledParts.Tensor),
            new("torch._utils._rebuild_tensor_v3", PickledParts.TypedTensor),
            new("torch._utils._rebuild_parameter", PickledParts.First),
            new("torch._utils._rebuild_parameter_with_state", PickledParts.First),
            new("torch._tensor._rebuild_from_type_v2", PickledParts.Again),
            new("torch.Tensor"),
            new("torch.nn.parameter.Parameter"),
            new("torch.nn.parameter.Buffer"),
            new("torch.Size", PickledParts.First),
            new("torch.device", Opaque("torch.device")),
            new("_codecs.encode", Encoded),
            new("__builtin__.set", PickledParts.Set),
            new("builtins.set", PickledParts.Set),
            new("__builtin__.frozenset", PickledParts.Set),
            new("builtins.frozenset", PickledParts.Set),
            // Numbers of NumPy's, such as the best accuracy of a training, are next to the weights in many files.
            new("numpy.dtype", Opaque("numpy.dtype")),
            new("numpy.core.multiarray.scalar", Opaque("a number of NumPy's")),
            new("numpy._core.multiarray.scalar", Opaque("a number of NumPy's")),
            .. s_elements.Select(type => new PickledGlobal($"torch.{type.Storage}", Element: StoredElement.Find(type.Element))),
            .. s_elements.Select(type => new PickledGlobal($"torch.storage.{type.Storage}", Element: StoredElement.Find(type.Element))),
            .. s_elements.Select(type => new PickledGlobal($"torch.{type.Type}", Element: StoredElement.Find(type.Element))),
        ];

    private static Func<object?[], object?> Opaque(string name) => _ => new PickledOpaque(name);

    // How Python 3 writes bytes in protocol 2.
    private static object Encoded(object?[] arguments) =>
        arguments is [string text, ..] ? Encoding.Latin1.GetBytes(text) : throw Refusal("_codecs.encode(…)");
}
