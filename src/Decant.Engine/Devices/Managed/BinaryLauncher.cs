using Decant.Engine.Operators;
using Kernel = Decant.Engine.Kernels.Managed;
using Plain = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Devices.Managed;

/// <summary>Operators that join two values element by element: each is a formula that the one loop applies.</summary>
internal sealed unsafe class BinaryLauncher : ElementwiseLauncher<ElementwiseBinary>
{
    /// <inheritdoc/>
    public override ReadOnlySpan<int> InPlace => [0, 1];

    /// <inheritdoc/>
    public override void Append(Step step, Kernel.Chain chain)
    {
        var @operator = (ElementwiseBinary)step.Node.Operator;
        switch (@operator)
        {
            case Add:
                Apply(default(Kernel.Formulas.Add));
                break;
            case Div:
                Apply(default(Kernel.Formulas.Div));
                break;
            case ClipGradient clip:
                Apply(new Kernel.Formulas.ClipGradient((float)clip.Minimum, (float)clip.Maximum));
                break;
            case GeluGradient:
                Apply(default(Kernel.Formulas.GeluGradient));
                break;
            case HardSwishGradient:
                Apply(default(Kernel.Formulas.HardSwishGradient));
                break;
            case Max:
                Apply(default(Kernel.Formulas.Max));
                break;
            case Min:
                Apply(default(Kernel.Formulas.Min));
                break;
            case Mod:
                Apply(default(Kernel.PairByPair<Plain.Formulas.Remainder<float>>));
                break;
            case Mul:
                Apply(default(Kernel.Formulas.Mul));
                break;
            case Pow:
                Apply(default(Kernel.PairByPair<Plain.Formulas.Pow<float>>));
                break;
            case ReluGradient:
                Apply(default(Kernel.Formulas.ReluGradient));
                break;
            case Sub:
                Apply(default(Kernel.Formulas.Sub));
                break;
            default:
                throw Refusal(@operator, step);
        }

        void Apply<TFormula>(TFormula formula)
            where TFormula : unmanaged, Kernel.IBinaryFormula
        {
            var (a, b, y) = (step.Inputs[0]!, step.Inputs[1]!, step.Outputs[0]);
            if (a.Count == y.Count && b.Count == y.Count)
            {
                chain.Add(new Kernel.Binary.PairWork<TFormula> { Formula = formula }, At(a), At(b), At(y));
            }
            else
            {
                chain.Add(new Kernel.Binary.BroadcastWork<TFormula> { Formula = formula, Nest = step.Nest() }, At(a), At(b), At(y));
            }
        }
    }
}
