using System.Numerics;
using Decant.Engine.Kernels;
using Decant.Engine.Operators;
using Managed = Decant.Engine.Kernels.Managed;
using Reference = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Execution.Launchers;

/// <summary>A recurrent layer. Its loops are the same for both kernel sets; the products of matrices in them are not.</summary>
internal sealed unsafe class RecurrenceLauncher : Launcher<Recurrence>
{
    /// <inheritdoc/>
    protected override void RunReference<T>(Recurrence @operator, Step step) => Run<T, Reference.PlainProduct<T>>(default, @operator, step);

    /// <inheritdoc/>
    protected override void RunManaged(Recurrence @operator, Step step) => Run<float, Managed.PackedProduct>(new(step.Pool), @operator, step);

    /// <summary>Whether a direction sees the last step first.</summary>
    public static bool IsReverse(Recurrence @operator, int direction) => @operator.Direction == RecurrentDirection.Reverse || direction == 1;

    /// <summary>The function of a place in a direction. What leaves the LSTM's cell (its third function) is not clipped, as in ONNX Runtime.</summary>
    public static Reference.RecurrentFormula Formula(Recurrence @operator, int direction, int place)
    {
        var activation = @operator.Activation(direction, place);
        return new((RecurrentKind)activation.Function, activation.Alpha, activation.Beta, place == 2 ? 0 : @operator.Clip);
    }

    private static void Run<T, TProduct>(TProduct product, Recurrence @operator, Step step)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TProduct : struct, IMatrixProduct<T>
    {
        T* In(int input) => input < step.Inputs.Length && step.Inputs[input] is { } operand ? (T*)operand.Pointer : null;
        T* Out(int output) => (T*)step.Outputs[output].Pointer;
        var (x, states) = (step.Inputs[0]!.Sizes, @operator.States);
        var sizes = new RecurrenceSizes { T = x[0], N = x[1], I = x[2], H = @operator.HiddenSize, G = @operator.Gates, D = @operator.Directions };
        var memory = new Reference.RecurrenceMemory<T>
        {
            X = In(0), W = In(1), R = In(2), Bias = In(3), Lengths = (int*)In(4), FirstHidden = In(5), FirstCell = In(6), Peepholes = In(7),
            Y = Out(0), LastHidden = Out(1), LastCell = states > 1 ? Out(2) : null,
            Z = Out(1 + states), Hidden = Out(2 + states), Other = @operator.Kept > 1 ? Out(3 + states) : null,
        };
        for (var direction = 0; direction < sizes.D; direction++)
        {
            var reverse = IsReverse(@operator, direction);
            Reference.RecurrentFormula F(int place) => Formula(@operator, direction, place);
            switch (@operator)
            {
                case LSTM lstm:
                    Reference.Recurrence.Forward(product, new Reference.LSTMCell<T>(F(0), F(1), F(2), lstm.Coupled), sizes, memory, direction, reverse);
                    break;
                case GRU gru:
                    Reference.Recurrence.Forward(product, new Reference.GRUCell<T>(F(0), F(1), gru.ResetAfter), sizes, memory, direction, reverse);
                    break;
                default:
                    Reference.Recurrence.Forward(product, new Reference.RNNCell<T>(F(0)), sizes, memory, direction, reverse);
                    break;
            }
        }
    }
}
