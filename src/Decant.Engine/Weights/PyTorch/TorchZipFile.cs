namespace Decant.Engine.Weights.PyTorch;

/// <summary>
/// What <c>torch.save</c> writes since version 1.6: a zip archive with the pickle <c>data.pkl</c> and one file <c>data/KEY</c> for each
/// storage.
/// </summary>
internal static class TorchZipFile
{
    private const string Pickle = "data.pkl";

    /// <summary>Reads the pickle and finds the numbers.</summary>
    /// <exception cref="DecantException">The file is damaged, or is no such archive.</exception>
    public static WeightFile Read(MappedFile file)
    {
        var archive = new ZipDirectory(file);
        var pickles = archive.Names.Where(name => name == Pickle || name.EndsWith($"/{Pickle}", StringComparison.Ordinal)).ToList();
        var folder = pickles is [var only]
            ? only[..^Pickle.Length]
            : throw new DecantException(
                $"expected a zip archive with one {Pickle}, as torch.save writes it, found {pickles.Count}. It is "
                    + $"of another kind; if it holds a file of weights, unpack it first."
            );
        if (archive.Names.Contains($"{folder}constants.pkl"))
        {
            throw new DecantException(
                "it is a TorchScript program (torch.jit.save). Save the weights alone: "
                    + "torch.save(module.state_dict(), 'weights.pt'); or export the network as ONNX."
            );
        }

        if (
            archive.Find($"{folder}byteorder") is { Length: < 16 } order
            && file.Bytes(order.Offset, (int)order.Length).SequenceEqual("big"u8)
        )
        {
            throw new DecantException(
                "its numbers are stored highest byte first, as a big-endian machine wrote them. Save it again on a little-endian one."
            );
        }

        var (offset, length) = archive.Find(pickles[0])!.Value;
        var bytes = new PickleBytes(file.Bytes(offset, TorchTensors.PickleLength(length)));
        var state = StateDictionary.Of(PickleReader.Read(ref bytes).Value);
        var tensors = TorchTensors.Of(state, file, storage => archive.Find($"{folder}data/{storage.Key}"));
        return new WeightFile(TorchTensors.FormatOf("zip", state), tensors, file);
    }
}
