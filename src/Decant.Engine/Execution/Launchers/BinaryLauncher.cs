using Decant.Engine.Operators;
using Managed = Decant.Engine.Kernels.Managed;
using Reference = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Execution.Launchers;

/// <summary>Operators that join two values element by element: each is a formula that the one loop applies.</summary>
internal sealed unsafe class BinaryLauncher : ElementwiseLauncher<ElementwiseBinary>
{
    /// <inheritdoc/>
    public override ReadOnlySpan<int> InPlace => [0, 1];

    /// <inheritdoc/>
    protected override void RunReference<T>(ElementwiseBinary @operator, Step step)
    {
        switch (@operator)
        {
            case Add: Apply(default(Reference.Formulas.Add<T>)); break;
            case Div: Apply(default(Reference.Formulas.Div<T>)); break;
            case GeluGradient: Apply(default(Reference.Formulas.GeluGradient<T>)); break;
            case Max: Apply(default(Reference.Formulas.Max<T>)); break;
            case Min: Apply(default(Reference.Formulas.Min<T>)); break;
            case Mod: Apply(default(Reference.Formulas.Remainder<T>)); break;
            case Mul: Apply(default(Reference.Formulas.Mul<T>)); break;
            case Pow: Apply(default(Reference.Formulas.Pow<T>)); break;
            case ReluGradient: Apply(default(Reference.Formulas.ReluGradient<T>)); break;
            case Sub: Apply(default(Reference.Formulas.Sub<T>)); break;
            default: throw Refusal(@operator, step);
        }

        void Apply<TFormula>(TFormula formula) where TFormula : struct, Reference.IBinaryFormula<T, T> => Pairs<T, TFormula>(formula, step);
    }

    /// <inheritdoc/>
    protected override void RunWhole<T>(ElementwiseBinary @operator, Step step)
    {
        switch (@operator)
        {
            case Add: Apply(default(Reference.Formulas.Add<T>)); break;
            case BitShift { Left: true }: Apply(default(Reference.Formulas.ShiftLeft<T>)); break;
            case BitShift: Apply(default(Reference.Formulas.ShiftRight<T>)); break;
            case BitwiseAnd: Apply(default(Reference.Formulas.BitwiseAnd<T>)); break;
            case BitwiseOr: Apply(default(Reference.Formulas.BitwiseOr<T>)); break;
            case BitwiseXor: Apply(default(Reference.Formulas.BitwiseXor<T>)); break;
            case Div: Apply(default(Reference.Formulas.Div<T>)); break;
            case Max: Apply(default(Reference.Formulas.Max<T>)); break;
            case Min: Apply(default(Reference.Formulas.Min<T>)); break;
            case Mod { Truncated: true }: Apply(default(Reference.Formulas.Remainder<T>)); break;
            case Mod: Apply(default(Reference.Formulas.Modulus<T>)); break;
            case Mul: Apply(default(Reference.Formulas.Mul<T>)); break;
            case Pow: Apply(default(Reference.Formulas.Pow<T>)); break;
            case Sub: Apply(default(Reference.Formulas.Sub<T>)); break;
            default: throw Refusal(@operator, step);
        }

        void Apply<TFormula>(TFormula formula) where TFormula : struct, Reference.IBinaryFormula<T, T> => Pairs<T, TFormula>(formula, step);
    }

    /// <inheritdoc/>
    public override void Append(Step step, Managed.Chain chain)
    {
        var @operator = (ElementwiseBinary)step.Node.Operator;
        switch (@operator)
        {
            case Add: Apply(default(Managed.Formulas.Add)); break;
            case Div: Apply(default(Managed.Formulas.Div)); break;
            case GeluGradient: Apply(default(Managed.Formulas.GeluGradient)); break;
            case Max: Apply(default(Managed.Formulas.Max)); break;
            case Min: Apply(default(Managed.Formulas.Min)); break;
            case Mod: Apply(default(Managed.PairByPair<Reference.Formulas.Remainder<float>>)); break;
            case Mul: Apply(default(Managed.Formulas.Mul)); break;
            case Pow: Apply(default(Managed.PairByPair<Reference.Formulas.Pow<float>>)); break;
            case ReluGradient: Apply(default(Managed.Formulas.ReluGradient)); break;
            case Sub: Apply(default(Managed.Formulas.Sub)); break;
            default: throw Refusal(@operator, step);
        }

        void Apply<TFormula>(TFormula formula) where TFormula : unmanaged, Managed.IBinaryFormula
        {
            var (a, b, y) = (step.Inputs[0]!, step.Inputs[1]!, step.Outputs[0]);
            if (a.Count == y.Count && b.Count == y.Count)
            {
                chain.Add(new Managed.Binary.PairWork<TFormula> { Formula = formula }, At(a), At(b), At(y));
            }
            else
            {
                chain.Add(new Managed.Binary.BroadcastWork<TFormula> { Formula = formula, Nest = step.Nest() }, At(a), At(b), At(y));
            }
        }
    }

    private static void Pairs<T, TFormula>(TFormula formula, Step step) where T : unmanaged where TFormula : struct, Reference.IBinaryFormula<T, T> =>
        Reference.Binary.Run<T, T, TFormula>(
            formula, (T*)step.Inputs[0]!.Pointer, (T*)step.Inputs[1]!.Pointer, (T*)step.Outputs[0].Pointer, step.Nest());
}
