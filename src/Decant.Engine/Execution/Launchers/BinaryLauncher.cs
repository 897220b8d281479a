using Decant.Engine.Operators;
using Reference = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Execution.Launchers;

/// <summary>Operators that join two values element by element: each is a formula that the one loop applies.</summary>
internal sealed unsafe class BinaryLauncher : Launcher<ElementwiseBinary>
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
            case Max: Apply(default(Reference.Formulas.Max<T>)); break;
            case Min: Apply(default(Reference.Formulas.Min<T>)); break;
            case Mul: Apply(default(Reference.Formulas.Mul<T>)); break;
            case Pow: Apply(default(Reference.Formulas.Pow<T>)); break;
            case Sub: Apply(default(Reference.Formulas.Sub<T>)); break;
            default: throw new NotSupportedException(@operator.Name);
        }

        void Apply<TFormula>(TFormula formula) where TFormula : struct, Reference.IBinaryFormula<T, T> =>
            Reference.Binary.Run<T, T, TFormula>(
                formula, (T*)step.Inputs[0]!.Pointer, (T*)step.Inputs[1]!.Pointer, (T*)step.Outputs[0].Pointer, step.Nest());
    }
}
