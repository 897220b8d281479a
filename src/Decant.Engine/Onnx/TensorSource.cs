using Decant.Engine.Graphs;
using Decant.Engine.Onnx.Format;

namespace Decant.Engine.Onnx;

/// <summary>The tensors of one file. A file that is read again and again has each in memory once.</summary>
/// <param name="external">Where data outside the model is found.</param>
/// <param name="keeps">Whether what was read is kept for the next reading.</param>
internal sealed class TensorSource(ExternalData external, bool keeps = false)
{
    private readonly Dictionary<object, Tensor> _read = new(ReferenceEqualityComparer.Instance);

    /// <summary>A tensor of the file.</summary>
    /// <exception cref="DecantException">Its sizes and data do not fit together.</exception>
    public Tensor Read(TensorProto tensor)
    {
        // A node that is copied, such as a branch's, keeps the bytes themselves.
        object place = tensor.RawData.Length > 0 ? tensor.RawData : tensor;
        if (
            keeps
            && _read.TryGetValue(place, out var read)
            && read.Dimensions.ToArray().Select(size => (long)size).SequenceEqual(tensor.Dims)
        )
        {
            return read;
        }

        var fresh = TensorFormat.Read(tensor, external);
        if (keeps)
        {
            _read[place] = fresh;
        }

        return fresh;
    }
}
