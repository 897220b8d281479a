using System.Numerics;
using Decant.Engine.Kernels;
using Decant.Engine.Operators;
using Kernel = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Devices.Reference;

/// <summary>A recurrent layer. Its loops are the same for both kernel sets; the products of matrices in them are not.</summary>
internal sealed unsafe class RecurrenceLauncher : PlainLauncher<Recurrence>
{
    /// <inheritdoc/>
    protected override void RunFloat<T>(Recurrence @operator, Step step) => Compute<T, Kernel.PlainProduct<T>>(default, @operator, step);

    /// <summary>Whether a direction sees the last step first.</summary>
    public static bool IsReverse(Recurrence @operator, int direction) =>
        @operator.Direction == RecurrentDirection.Reverse || direction == 1;

    /// <summary>
    /// The function of a place in a direction. What leaves the LSTM's cell (its third function) is not clipped, as in ONNX Runtime.
    /// </summary>
    public static Kernel.RecurrentFormula Formula(Recurrence @operator, int direction, int place)
    {
        var activation = @operator.Activation(direction, place);
        return new((RecurrentKind)activation.Function, activation.Alpha, activation.Beta, place == 2 ? 0 : @operator.Clip);
    }

    /// <summary>Goes through all steps of all directions with one kind of matrix product.</summary>
    public static void Compute<T, TProduct>(TProduct product, Recurrence @operator, Step step)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TProduct : struct, IMatrixProduct<T>
    {
        T* In(int input) => input < step.Inputs.Length && step.Inputs[input] is { } operand ? (T*)operand.Pointer : null;
        T* Out(int output) => (T*)step.Outputs[output].Pointer;
        var (x, states) = (step.Inputs[0]!.Sizes, @operator.States);
        var sizes = new RecurrenceSizes
        {
            T = x[0],
            N = x[1],
            I = x[2],
            H = @operator.HiddenSize,
            G = @operator.Gates,
            D = @operator.Directions,
        };
        var memory = new Kernel.RecurrenceMemory<T>
        {
            X = In(0),
            W = In(1),
            R = In(2),
            Bias = In(3),
            Lengths = (int*)In(4),
            FirstHidden = In(5),
            FirstCell = In(6),
            Peepholes = In(7),
            Y = Out(0),
            LastHidden = Out(1),
            LastCell = states > 1 ? Out(2) : null,
            Z = Out(1 + states),
            Hidden = Out(2 + states),
            Other = @operator.Kept > 1 ? Out(3 + states) : null,
        };
        for (var direction = 0; direction < sizes.D; direction++)
        {
            var reverse = IsReverse(@operator, direction);
            Kernel.RecurrentFormula F(int place) => Formula(@operator, direction, place);
            switch (@operator)
            {
                case LSTM lstm:
                    Kernel.Recurrence.Forward(
                        product,
                        new Kernel.LSTMCell<T>(F(0), F(1), F(2), lstm.Coupled),
                        sizes,
                        memory,
                        direction,
                        reverse
                    );
                    break;
                case GRU gru:
                    Kernel.Recurrence.Forward(
                        product,
                        new Kernel.GRUCell<T>(F(0), F(1), gru.ResetAfter),
                        sizes,
                        memory,
                        direction,
                        reverse
                    );
                    break;
                default:
                    Kernel.Recurrence.Forward(product, new Kernel.RNNCell<T>(F(0)), sizes, memory, direction, reverse);
                    break;
            }
        }
    }
}
