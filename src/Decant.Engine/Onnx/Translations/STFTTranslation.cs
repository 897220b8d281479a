using Decant.Engine.Graphs;
using Decant.Engine.Operators;

namespace Decant.Engine.Onnx.Translations;

/// <summary>STFT: the Fourier transform of overlapping frames of a signal [N, time, 1 or 2], each under a window.</summary>
internal sealed class STFTTranslation() : FormulaTranslation("STFT", 2, 4, constants: [1, 3])
{
    /// <inheritdoc/>
    protected override Value Formula(NodeReader node)
    {
        var signal = node[0].Shape.Rank == 2 ? node[0].Unsqueeze(-1) : node[0];
        var (time, step) = (signal.Shape[1].Size, (int)node.ConstantNumber(1)!);
        var length = (int?)node.ConstantNumber(3)
            ?? (node.Has(2) ? node[2].Shape[0].Size : throw new DecantException("it has neither a window nor a frame length."));
        if (step < 1 || length < 1 || length > time)
        {
            throw new DecantException($"expected a step of 1 or more and frames of 1 to {time}, received {step} and {length}.");
        }

        var count = ((time - length) / step) + 1;
        var places = node.Counting(ElementType.Int64, count * length, i => (i / length * step) + (i % length))
            .Reshape(new Shape(count, length));
        var frames = signal.Gather(places, 1); // [N, frames, length, parts]
        var seen = node.Has(2) ? frames * node[2].Reshape(new Shape(length, 1)) : frames;
        return FourierTransform.Of(node, seen, length, node.Flag("onesided", fallback: true), inverse: false);
    }
}
