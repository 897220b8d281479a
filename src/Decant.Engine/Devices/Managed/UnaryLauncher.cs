using Decant.Engine.Operators;
using Kernel = Decant.Engine.Kernels.Managed;
using Plain = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Devices.Managed;

/// <summary>Operators that map every element by itself: each is a formula that the one loop applies.</summary>
internal sealed unsafe class UnaryLauncher : ElementwiseLauncher<ElementwiseUnary>
{
    /// <inheritdoc/>
    public override ReadOnlySpan<int> InPlace => [0];

    /// <inheritdoc/>
    public override void Append(Step step, Kernel.Chain chain)
    {
        var @operator = (ElementwiseUnary)step.Node.Operator;
        switch (@operator)
        {
            case Abs:
                Apply(default(Kernel.Formulas.Abs));
                break;
            case Atan:
                Apply(default(Kernel.LaneByLane<Plain.Formulas.Atan<float>>));
                break;
            case Ceil:
                Apply(default(Kernel.Formulas.Ceil));
                break;
            case Clip clip:
                Apply(new Kernel.Formulas.Clip((float)clip.Minimum, (float)clip.Maximum));
                break;
            case Cos:
                Apply(default(Kernel.LaneByLane<Plain.Formulas.Cos<float>>));
                break;
            case Elu elu:
                Apply(new Kernel.Formulas.Elu((float)elu.Alpha));
                break;
            case Erf:
                Apply(default(Kernel.Formulas.Erf));
                break;
            case Exp:
                Apply(default(Kernel.Formulas.Exp));
                break;
            case Floor:
                Apply(default(Kernel.Formulas.Floor));
                break;
            case Gelu:
                Apply(default(Kernel.Formulas.Gelu));
                break;
            case HardSwish:
                Apply(default(Kernel.Formulas.HardSwish));
                break;
            case LeakyRelu leaky:
                Apply(new Kernel.Formulas.LeakyRelu((float)leaky.Alpha));
                break;
            case Log:
                Apply(default(Kernel.Formulas.Log));
                break;
            case Neg:
                Apply(default(Kernel.Formulas.Neg));
                break;
            case Reciprocal:
                Apply(default(Kernel.Formulas.Reciprocal));
                break;
            case Relu:
                Apply(default(Kernel.Formulas.Relu));
                break;
            case Round:
                Apply(default(Kernel.Formulas.Round));
                break;
            case Sigmoid:
                Apply(default(Kernel.Formulas.Sigmoid));
                break;
            case Sign:
                Apply(default(Kernel.Formulas.Sign));
                break;
            case Sin:
                Apply(default(Kernel.LaneByLane<Plain.Formulas.Sin<float>>));
                break;
            case Softplus:
                Apply(default(Kernel.Formulas.Softplus));
                break;
            case Sqrt:
                Apply(default(Kernel.Formulas.Sqrt));
                break;
            case Tanh:
                Apply(default(Kernel.Formulas.Tanh));
                break;
            default:
                throw Refusal(@operator, step);
        }

        void Apply<TFormula>(TFormula formula)
            where TFormula : unmanaged, Kernel.IUnaryFormula =>
            chain.Add(new Kernel.Unary.Work<TFormula> { Formula = formula }, At(step.Inputs[0]!), default, At(step.Outputs[0]));
    }
}
