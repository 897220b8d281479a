using Decant.Engine.Operators;
using Kernel = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Devices.Reference;

/// <summary>Operators that map every element by itself: each is a formula that the one loop applies.</summary>
internal sealed unsafe class UnaryLauncher : PlainLauncher<ElementwiseUnary>
{
    /// <inheritdoc/>
    public override ReadOnlySpan<int> InPlace => [0];

    /// <inheritdoc/>
    protected override void RunFloat<T>(ElementwiseUnary @operator, Step step)
    {
        switch (@operator)
        {
            case Abs:
                Apply(default(Kernel.Formulas.Abs<T>));
                break;
            case Atan:
                Apply(default(Kernel.Formulas.Atan<T>));
                break;
            case Ceil:
                Apply(default(Kernel.Formulas.Ceil<T>));
                break;
            case Clip clip:
                Apply(new Kernel.Formulas.Clip<T>(T.CreateSaturating(clip.Minimum), T.CreateSaturating(clip.Maximum)));
                break;
            case Cos:
                Apply(default(Kernel.Formulas.Cos<T>));
                break;
            case Elu elu:
                Apply(new Kernel.Formulas.Elu<T>(elu.Alpha));
                break;
            case Erf:
                Apply(default(Kernel.Formulas.Erf<T>));
                break;
            case Exp:
                Apply(default(Kernel.Formulas.Exp<T>));
                break;
            case Floor:
                Apply(default(Kernel.Formulas.Floor<T>));
                break;
            case Gelu:
                Apply(default(Kernel.Formulas.Gelu<T>));
                break;
            case HardSwish:
                Apply(default(Kernel.Formulas.HardSwish<T>));
                break;
            case LeakyRelu leaky:
                Apply(new Kernel.Formulas.LeakyRelu<T>(leaky.Alpha));
                break;
            case Log:
                Apply(default(Kernel.Formulas.Log<T>));
                break;
            case Neg:
                Apply(default(Kernel.Formulas.Neg<T>));
                break;
            case Reciprocal:
                Apply(default(Kernel.Formulas.Reciprocal<T>));
                break;
            case Relu:
                Apply(default(Kernel.Formulas.Relu<T>));
                break;
            case Round:
                Apply(default(Kernel.Formulas.Round<T>));
                break;
            case Sigmoid:
                Apply(default(Kernel.Formulas.Sigmoid<T>));
                break;
            case Sign:
                Apply(default(Kernel.Formulas.Sign<T>));
                break;
            case Sin:
                Apply(default(Kernel.Formulas.Sin<T>));
                break;
            case Softplus:
                Apply(default(Kernel.Formulas.Softplus<T>));
                break;
            case Sqrt:
                Apply(default(Kernel.Formulas.Sqrt<T>));
                break;
            case Tanh:
                Apply(default(Kernel.Formulas.Tanh<T>));
                break;
            default:
                throw Refusal(@operator, step);
        }

        void Apply<TFormula>(TFormula formula)
            where TFormula : struct, Kernel.IUnaryFormula<T, T> => Each<T, TFormula>(formula, step);
    }

    /// <inheritdoc/>
    protected override void RunWhole<T>(ElementwiseUnary @operator, Step step)
    {
        switch (@operator)
        {
            case Abs:
                Apply(default(Kernel.Formulas.Abs<T>));
                break;
            case BitwiseNot:
                Apply(default(Kernel.Formulas.BitwiseNot<T>));
                break;
            case Clip clip:
                Apply(new Kernel.Formulas.Clip<T>(T.CreateSaturating(clip.Minimum), T.CreateSaturating(clip.Maximum)));
                break;
            case Neg:
                Apply(default(Kernel.Formulas.Neg<T>));
                break;
            case Relu:
                Apply(new Kernel.Formulas.Clip<T>(T.Zero, T.MaxValue));
                break;
            case Sign:
                Apply(default(Kernel.Formulas.Sign<T>));
                break;
            default:
                throw Refusal(@operator, step);
        }

        void Apply<TFormula>(TFormula formula)
            where TFormula : struct, Kernel.IUnaryFormula<T, T> => Each<T, TFormula>(formula, step);
    }

    private static void Each<T, TFormula>(TFormula formula, Step step)
        where T : unmanaged
        where TFormula : struct, Kernel.IUnaryFormula<T, T> =>
        Kernel.Unary.Run<T, T, TFormula>(formula, (T*)step.Inputs[0]!.Pointer, (T*)step.Outputs[0].Pointer, step.Outputs[0].Count);
}
