using System.Numerics;
using Decant.Engine.Kernels;
using Decant.Engine.Operators;
using Kernel = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Devices.Reference;

/// <summary>A recurrent layer's way back through time.</summary>
internal sealed unsafe class RecurrenceGradientLauncher : PlainLauncher<RecurrenceGradient>
{
    /// <inheritdoc/>
    protected override void RunFloat<T>(RecurrenceGradient @operator, Step step) =>
        Compute<T, Kernel.PlainProduct<T>>(default, @operator.Forward, step);

    /// <summary>Goes back through all steps of all directions with one kind of matrix product.</summary>
    public static void Compute<T, TProduct>(TProduct product, Recurrence forward, Step step)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TProduct : struct, IMatrixProduct<T>
    {
        T* In(int input) => step.Inputs[input] is { } operand ? (T*)operand.Pointer : null;
        T* Out(int output) => (T*)step.Outputs[output].Pointer;
        var (more, z) = (forward.States - 1, step.Inputs[4 + forward.States]!.Sizes);
        var sizes = new RecurrenceSizes
        {
            T = z[1],
            N = z[2],
            I = 0,
            H = forward.HiddenSize,
            G = forward.Gates,
            D = forward.Directions,
        };
        var memory = new Kernel.RecurrenceGradientMemory<T>
        {
            DY = In(0),
            DLastHidden = In(1),
            DLastCell = more > 0 ? In(2) : null,
            R = In(2 + more),
            Lengths = (int*)In(3 + more),
            Peepholes = In(4 + more),
            Z = In(5 + more),
            Hidden = In(6 + more),
            Other = forward.Kept > 1 ? In(7 + more) : null,
            DZ = Out(0),
            DR = Out(1),
            DBias = Out(2),
            DHidden = Out(3),
            DCell = more > 0 ? Out(4) : null,
            DPeepholes = more > 0 ? Out(5) : null,
            Work = Out(step.Outputs.Length - 1),
        };
        for (var direction = 0; direction < sizes.D; direction++)
        {
            var reverse = RecurrenceLauncher.IsReverse(forward, direction);
            Kernel.RecurrentFormula F(int place) => RecurrenceLauncher.Formula(forward, direction, place);
            switch (forward)
            {
                case LSTM lstm:
                    Kernel.Recurrence.Backward(
                        product,
                        new Kernel.LSTMCell<T>(F(0), F(1), F(2), lstm.Coupled),
                        sizes,
                        memory,
                        direction,
                        reverse
                    );
                    break;
                case GRU gru:
                    Kernel.Recurrence.Backward(
                        product,
                        new Kernel.GRUCell<T>(F(0), F(1), gru.ResetAfter),
                        sizes,
                        memory,
                        direction,
                        reverse
                    );
                    break;
                default:
                    Kernel.Recurrence.Backward(product, new Kernel.RNNCell<T>(F(0)), sizes, memory, direction, reverse);
                    break;
            }
        }
    }
}
