using System.Numerics;
using Decant.Engine.Graphs;

namespace Decant.Engine.Devices.Reference;

/// <summary>The launcher of an operator whose plain loops compute float values, and whole numbers where it says so.</summary>
/// <typeparam name="TOperator">The operator.</typeparam>
internal abstract class PlainLauncher<TOperator> : Launcher<TOperator>
    where TOperator : Operator
{
    /// <summary>The plain loops of convolutions know N, C, H, W alone.</summary>
    public override ImageOrder Order(Node node) => base.Order(node) is ImageOrder.ChannelsLast ? ImageOrder.Standard : base.Order(node);

    /// <inheritdoc/>
    protected override void Run(TOperator @operator, Step step)
    {
        switch (step.Outputs[0].Type)
        {
            case ElementType.Float32:
                RunFloat<float>(@operator, step);
                break;
            case ElementType.Float64:
                RunFloat<double>(@operator, step);
                break;
            case ElementType.Int64:
                RunWhole<long>(@operator, step);
                break;
            case ElementType.Int32:
                RunWhole<int>(@operator, step);
                break;
            case ElementType.Int16:
                RunWhole<short>(@operator, step);
                break;
            case ElementType.Int8:
                RunWhole<sbyte>(@operator, step);
                break;
            case ElementType.UInt64:
                RunWhole<ulong>(@operator, step);
                break;
            case ElementType.UInt32:
                RunWhole<uint>(@operator, step);
                break;
            case ElementType.UInt16:
                RunWhole<ushort>(@operator, step);
                break;
            case ElementType.UInt8:
                RunWhole<byte>(@operator, step);
                break;
            default:
                throw Refusal(@operator, step);
        }
    }

    /// <summary>The plain loops on floats.</summary>
    protected abstract void RunFloat<T>(TOperator @operator, Step step)
        where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>The plain loops on whole numbers; refused where there are none.</summary>
    protected virtual void RunWhole<T>(TOperator @operator, Step step)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T> => throw Refusal(@operator, step);
}
