using System.Numerics;
using Decant.Engine.Graphs;
using Decant.Engine.Operators;
using Kernel = Decant.Engine.Kernels.Reference;

namespace Decant.Engine.Devices.Reference;

/// <summary>Element-wise questions; the operands may be floats or integers.</summary>
internal sealed unsafe class ComparisonLauncher : Launcher<Comparison>
{
    /// <inheritdoc/>
    protected override void Run(Comparison @operator, Step step)
    {
        switch (step.Inputs[0]!.Type)
        {
            case ElementType.Float32:
                Compare<float>(step);
                break;
            case ElementType.Float64:
                Compare<double>(step);
                break;
            case ElementType.Int64:
                Compare<long>(step);
                break;
            case ElementType.Int32:
                Compare<int>(step);
                break;
            case ElementType.Int16:
                Compare<short>(step);
                break;
            case ElementType.Int8:
                Compare<sbyte>(step);
                break;
            case ElementType.UInt64:
                Compare<ulong>(step);
                break;
            case ElementType.UInt32:
                Compare<uint>(step);
                break;
            case ElementType.UInt16:
                Compare<ushort>(step);
                break;
            default:
                Compare<byte>(step);
                break; // a truth value is a byte of 0 or 1
        }
    }

    private static void Compare<T>(Step step)
        where T : unmanaged, INumber<T>
    {
        switch (step.Node.Operator)
        {
            case Equal:
                Apply(default(Kernel.Formulas.Equal<T>));
                break;
            case Greater:
                Apply(default(Kernel.Formulas.Greater<T>));
                break;
            case GreaterOrEqual:
                Apply(default(Kernel.Formulas.GreaterOrEqual<T>));
                break;
            case Less:
                Apply(default(Kernel.Formulas.Less<T>));
                break;
            case LessOrEqual:
                Apply(default(Kernel.Formulas.LessOrEqual<T>));
                break;
            default:
                throw new NotSupportedException(step.Node.Operator.Name);
        }

        void Apply<TFormula>(TFormula formula)
            where TFormula : struct, Kernel.IBinaryFormula<T, bool> =>
            Kernel.Binary.Run<T, bool, TFormula>(
                formula,
                (T*)step.Inputs[0]!.Pointer,
                (T*)step.Inputs[1]!.Pointer,
                (bool*)step.Outputs[0].Pointer,
                step.Nest()
            );
    }
}
