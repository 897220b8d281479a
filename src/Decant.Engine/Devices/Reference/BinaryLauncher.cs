using Decant.Engine.Operators;
using Kernel = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Devices.Reference;

/// <summary>Operators that join two values element by element: each is a formula that the one loop applies.</summary>
internal sealed unsafe class BinaryLauncher : PlainLauncher<ElementwiseBinary>
{
    /// <inheritdoc/>
    public override ReadOnlySpan<int> InPlace => [0, 1];

    /// <inheritdoc/>
    protected override void RunFloat<T>(ElementwiseBinary @operator, Step step)
    {
        switch (@operator)
        {
            case Add:
                Apply(default(Kernel.Formulas.Add<T>));
                break;
            case Div:
                Apply(default(Kernel.Formulas.Div<T>));
                break;
            case ClipGradient clip:
                Apply(new Kernel.Formulas.ClipGradient<T>(T.CreateChecked(clip.Minimum), T.CreateChecked(clip.Maximum)));
                break;
            case GeluGradient:
                Apply(default(Kernel.Formulas.GeluGradient<T>));
                break;
            case HardSwishGradient:
                Apply(default(Kernel.Formulas.HardSwishGradient<T>));
                break;
            case Max:
                Apply(default(Kernel.Formulas.Max<T>));
                break;
            case Min:
                Apply(default(Kernel.Formulas.Min<T>));
                break;
            case Mod:
                Apply(default(Kernel.Formulas.Remainder<T>));
                break;
            case Mul:
                Apply(default(Kernel.Formulas.Mul<T>));
                break;
            case Pow:
                Apply(default(Kernel.Formulas.Pow<T>));
                break;
            case ReluGradient:
                Apply(default(Kernel.Formulas.ReluGradient<T>));
                break;
            case Sub:
                Apply(default(Kernel.Formulas.Sub<T>));
                break;
            default:
                throw Refusal(@operator, step);
        }

        void Apply<TFormula>(TFormula formula)
            where TFormula : struct, Kernel.IBinaryFormula<T, T> => Pairs<T, TFormula>(formula, step);
    }

    /// <inheritdoc/>
    protected override void RunWhole<T>(ElementwiseBinary @operator, Step step)
    {
        switch (@operator)
        {
            case Add:
                Apply(default(Kernel.Formulas.Add<T>));
                break;
            case BitShift { Left: true }:
                Apply(default(Kernel.Formulas.ShiftLeft<T>));
                break;
            case BitShift:
                Apply(default(Kernel.Formulas.ShiftRight<T>));
                break;
            case BitwiseAnd:
                Apply(default(Kernel.Formulas.BitwiseAnd<T>));
                break;
            case BitwiseOr:
                Apply(default(Kernel.Formulas.BitwiseOr<T>));
                break;
            case BitwiseXor:
                Apply(default(Kernel.Formulas.BitwiseXor<T>));
                break;
            case Div:
                Apply(default(Kernel.Formulas.Div<T>));
                break;
            case Max:
                Apply(default(Kernel.Formulas.Max<T>));
                break;
            case Min:
                Apply(default(Kernel.Formulas.Min<T>));
                break;
            case Mod { Truncated: true }:
                Apply(default(Kernel.Formulas.Remainder<T>));
                break;
            case Mod:
                Apply(default(Kernel.Formulas.Modulus<T>));
                break;
            case Mul:
                Apply(default(Kernel.Formulas.Mul<T>));
                break;
            case Pow:
                Apply(default(Kernel.Formulas.Pow<T>));
                break;
            case Sub:
                Apply(default(Kernel.Formulas.Sub<T>));
                break;
            default:
                throw Refusal(@operator, step);
        }

        void Apply<TFormula>(TFormula formula)
            where TFormula : struct, Kernel.IBinaryFormula<T, T> => Pairs<T, TFormula>(formula, step);
    }

    private static void Pairs<T, TFormula>(TFormula formula, Step step)
        where T : unmanaged
        where TFormula : struct, Kernel.IBinaryFormula<T, T> =>
        Kernel.Binary.Run<T, T, TFormula>(
            formula,
            (T*)step.Inputs[0]!.Pointer,
            (T*)step.Inputs[1]!.Pointer,
            (T*)step.Outputs[0].Pointer,
            step.Nest()
        );
}
