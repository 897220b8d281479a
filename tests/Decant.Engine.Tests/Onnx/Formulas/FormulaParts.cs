using Decant.Engine.Graphs;
using Decant.Engine.Onnx;
using Decant.Engine.Onnx.Format;

namespace Decant.Engine.Tests.Onnx.Formulas;

/// <summary>Parts of the models whose operators become formulas.</summary>
internal static class FormulaParts
{
    public static ValueInfoProto OutputOf(int type, string name) =>
        new()
        {
            Name = name,
            Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = type } },
        };

    public static TensorProto LongOf(string name, long number) => TensorFormat.Write(name, Tensor.Scalar(number));

    public static TensorProto TruthOf(string name, bool truth) => TensorFormat.Write(name, Tensor.Scalar(truth));

    public static TensorProto Longs2(string name, long[] numbers, params int[] sizes) =>
        TensorFormat.Write(name, Tensor.From<long>(numbers, sizes));
}
