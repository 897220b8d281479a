namespace Decant.Engine.Weights;

/// <summary>The kinds of weight files that can be read.</summary>
internal enum WeightFormat
{
    /// <summary>A length, a header in JSON, numbers.</summary>
    Safetensors,

    /// <summary>JSON that says which tensor is in which safetensors file.</summary>
    SafetensorsIndex,

    /// <summary>What torch.save writes since version 1.6: a zip archive.</summary>
    TorchZip,

    /// <summary>What torch.save wrote before: pickles, then numbers.</summary>
    TorchLegacy,
}

/// <summary>Which kind a file is, by its first bytes.</summary>
internal static class WeightFormats
{
    private static readonly (byte[] Start, string Name, string WayOut)[] s_others =
    [
        ([.. "GGUF"u8], "a GGUF file", "Convert it to safetensors."),
        ([0x89, .. "HDF"u8], "an HDF5 file (Keras, TensorFlow)", "Export the network as ONNX (tf2onnx)."),
        ([0x93, .. "NUMPY"u8], "a NumPy array", "Save the weights as safetensors."),
        ([0x1F, 0x8B], "a gzip file", "Unpack it first."),
        ([.. "version https://git-lfs"u8], "a pointer of Git LFS, not the file itself", "Fetch it: git lfs pull."),
        ([0x08], "an ONNX file or another protocol buffer", "An ONNX file is a whole network: name it under onnx."),
    ];

    /// <summary>The kind of a file.</summary>
    /// <exception cref="DecantException">It is of another kind.</exception>
    public static WeightFormat Of(MappedFile file)
    {
        const int enough = 64;
        var start = file.Bytes(0, (int)Math.Min(enough, file.Length));
        if (start.IsEmpty)
        {
            throw new DecantException("the file is empty.");
        }

        if (start.StartsWith("PK"u8))
        {
            return WeightFormat.TorchZip;
        }

        // A pickle of protocol 2 to 5 begins with its number.
        if (start is [0x80, >= 2 and <= 5, ..])
        {
            return WeightFormat.TorchLegacy;
        }

        // The header's length, then the header, which is a JSON object.
        if (start is [_, _, _, _, _, _, 0, 0, (byte)'{', ..])
        {
            return WeightFormat.Safetensors;
        }

        if (start.TrimStart(" \t\r\n"u8) is [(byte)'{', ..])
        {
            return WeightFormat.SafetensorsIndex;
        }

        foreach (var (other, name, wayOut) in s_others)
        {
            if (start.StartsWith(other))
            {
                throw new DecantException($"expected safetensors or a PyTorch file, this is {name}. {wayOut}");
            }
        }

        throw new DecantException(
            "expected safetensors or a PyTorch file, but the first bytes are those of neither. The file is damaged or of another kind."
        );
    }
}
