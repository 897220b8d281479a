using Decant.Engine.Graphs;
using Decant.Engine.Onnx.Format;
using Decant.Engine.Operators;
using static Decant.Engine.Onnx.Format.AttributeProto.Types;

namespace Decant.Engine.Onnx.Translations;

/// <summary>A node of a file while it is written. It begins with the operator's name, its inputs and outputs.</summary>
internal sealed class NodeWriter
{
    private readonly NodeProto _proto;
    private readonly ModelWriter _model;

    /// <summary>A node that is about to be written.</summary>
    /// <param name="node">The node.</param>
    /// <param name="name">ONNX's name for its operator.</param>
    /// <param name="model">The file.</param>
    public NodeWriter(Node node, string name, ModelWriter model)
    {
        Node = node;
        _model = model;
        _proto = new NodeProto
        {
            Name = node.Name,
            OpType = name,
            Input = { node.Inputs.Select(input => input?.Name ?? "") },
            Output = { node.Outputs.Select(output => output.Name) },
        };
    }

    /// <summary>The version of the operators to write.</summary>
    public int Opset => _model.Opset;

    /// <summary>The node of the graph.</summary>
    public Node Node { get; }

    /// <summary>A whole number; left out when it is what ONNX assumes.</summary>
    public void Int(string name, long value, long assumed)
    {
        if (value != assumed)
        {
            _proto.Attribute.Add(
                new AttributeProto
                {
                    Name = name,
                    Type = AttributeType.Int,
                    I = value,
                }
            );
        }
    }

    /// <summary>A list of whole numbers; left out when null.</summary>
    public void Ints(string name, IReadOnlyList<long>? values)
    {
        if (values is not null)
        {
            _proto.Attribute.Add(
                new AttributeProto
                {
                    Name = name,
                    Type = AttributeType.Ints,
                    Ints = { values },
                }
            );
        }
    }

    /// <summary>A number; left out when it is what ONNX assumes.</summary>
    public void Float(string name, double value, double assumed)
    {
        if (!value.Equals(assumed))
        {
            _proto.Attribute.Add(
                new AttributeProto
                {
                    Name = name,
                    Type = AttributeType.Float,
                    F = (float)value,
                }
            );
        }
    }

    /// <summary>A text.</summary>
    public void Text(string name, string value) =>
        _proto.Attribute.Add(
            new AttributeProto
            {
                Name = name,
                Type = AttributeType.String,
                S = Google.Protobuf.ByteString.CopyFromUtf8(value),
            }
        );

    /// <summary>A list of texts.</summary>
    public void Texts(string name, IReadOnlyList<string> values) =>
        _proto.Attribute.Add(
            new AttributeProto
            {
                Name = name,
                Type = AttributeType.Strings,
                Strings = { values.Select(Google.Protobuf.ByteString.CopyFromUtf8) },
            }
        );

    /// <summary>A list of numbers; left out when empty.</summary>
    public void Floats(string name, IReadOnlyList<double> values)
    {
        if (values.Count > 0)
        {
            _proto.Attribute.Add(
                new AttributeProto
                {
                    Name = name,
                    Type = AttributeType.Floats,
                    Floats = { values.Select(value => (float)value) },
                }
            );
        }
    }

    /// <summary>Leaves out the outputs that ONNX does not have, which only gradients read.</summary>
    public void KeepOutputs(int count)
    {
        while (_proto.Output.Count > count)
        {
            _proto.Output.RemoveAt(count);
        }
    }

    /// <summary>A further input that holds one whole number, without axes.</summary>
    public void Number(string role, long value) => Constant(role, Tensor.Scalar(value));

    /// <summary>A further input that holds whole numbers; absent when null.</summary>
    /// <param name="role">What ONNX calls the input.</param>
    /// <param name="values">The numbers.</param>
    public void Constant(string role, IReadOnlyList<long>? values) =>
        Constant(role, values is null ? null : Tensor.From<long>(values.ToArray(), values.Count));

    /// <summary>
    /// A further input that holds sizes: a constant, or nodes that compute those which are known only when the model runs.
    /// </summary>
    /// <param name="role">What ONNX calls the input.</param>
    /// <param name="sizes">The sizes.</param>
    /// <returns>Whether ONNX has a form for them; else nothing is added.</returns>
    public bool Sizes(string role, IReadOnlyList<Dimension> sizes)
    {
        if (sizes.All(size => size.IsStatic))
        {
            Constant(role, [.. sizes.Select(size => size.Factor)]);
            return true;
        }

        if (!_model.Sizes.Knows(sizes))
        {
            return false;
        }

        _proto.Input.Add(_model.Sizes.Write($"{Node.Outputs[0].Name}/{role}", sizes));
        return true;
    }

    /// <summary>A further input that holds one number; absent when null.</summary>
    /// <param name="role">What ONNX calls the input.</param>
    /// <param name="value">The number.</param>
    /// <param name="type">The element type it is written in.</param>
    public void Constant(string role, double? value, ElementType type) =>
        Constant(
            role,
            value is not { } number
                ? null
                : type switch
                {
                    ElementType.Float32 => Tensor.Scalar((float)number),
                    ElementType.Float64 => Tensor.Scalar(number),
                    ElementType.Int64 => Tensor.Scalar((long)number),
                    ElementType.Int32 => Tensor.Scalar((int)number),
                    ElementType.Int8 => Tensor.Scalar((sbyte)number),
                    ElementType.UInt8 => Tensor.Scalar((byte)number),
                    ElementType.Int16 => Tensor.Scalar((short)number),
                    ElementType.UInt16 => Tensor.Scalar((ushort)number),
                    ElementType.UInt32 => Tensor.Scalar((uint)number),
                    ElementType.UInt64 => Tensor.Scalar((ulong)number),
                    _ => Tensor.Scalar(number != 0),
                }
        );

    /// <summary>An error of this node.</summary>
    public DecantException Error(string sentence) => new($"Writing node '{Node.Name}' ({Node.Operator.Name}, opset {Opset}): {sentence}");

    /// <summary>The node of the file.</summary>
    public NodeProto Finish()
    {
        while (_proto.Input.Count > 0 && _proto.Input[^1].Length == 0)
        {
            _proto.Input.RemoveAt(_proto.Input.Count - 1);
        }

        return _proto;
    }

    private void Constant(string role, Tensor? data) =>
        _proto.Input.Add(data is null ? "" : _model.AddConstant($"{Node.Outputs[0].Name}/{role}", data));
}
