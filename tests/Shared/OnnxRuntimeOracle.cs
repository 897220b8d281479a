using Decant.Engine.Graphs;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Tensor = Decant.Engine.Graphs.Tensor;

namespace Decant.Tests.Shared;

/// <summary>
/// ONNX Runtime as the second opinion on files that Decant writes. Where its library cannot be loaded the test that asks is skipped.
/// </summary>
public static unsafe class OnnxRuntimeOracle
{
    private static readonly Lazy<string?> Missing = new(FindWhatIsMissing);

    /// <summary>A model and what it is given.</summary>
    public sealed record Question(byte[] Model, IReadOnlyDictionary<string, Tensor> Inputs);

    /// <summary>The outputs by name, or why there are none.</summary>
    public sealed record Answer(IReadOnlyDictionary<string, Tensor> Outputs, string? Error);

    /// <summary>Runs one model; the test fails if ONNX Runtime refuses it.</summary>
    public static IReadOnlyDictionary<string, Tensor> Run(byte[] model, IReadOnlyDictionary<string, Tensor> inputs)
    {
        var answer = RunAll([new Question(model, inputs)])[0];
        Assert.True(answer.Error is null, answer.Error);
        return answer.Outputs;
    }

    /// <summary>Runs many models, one after the other, on one thread.</summary>
    public static IReadOnlyList<Answer> RunAll(IReadOnlyList<Question> questions)
    {
        SkipIfMissing();
        return [.. questions.Select(Ask)];
    }

    /// <summary>Why it cannot be asked; null where it can.</summary>
    public static string? WhatIsMissing => Missing.Value;

    /// <summary>Skips the running test, with the reason, where the oracle cannot be asked.</summary>
    public static void SkipIfMissing()
    {
        if (Missing.Value is { } reason)
        {
            Assert.Skip($"ONNX Runtime cannot be asked: {reason}");
        }
    }

    private static Answer Ask(Question question)
    {
        try
        {
            // Without rewrites by the runtime the operators are judged as they are in the file.
            using var options = new SessionOptions
            {
                GraphOptimizationLevel = GraphOptimizationLevel.ORT_DISABLE_ALL,
                IntraOpNumThreads = 1,
                InterOpNumThreads = 1,
                LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
            };
            using var session = new InferenceSession(question.Model, options);
            using var run = new RunOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
            var inputs = question.Inputs.ToDictionary(input => input.Key, input => Wrap(input.Value));
            try
            {
                using var outputs = session.Run(run, inputs, session.OutputNames);
                return new Answer(
                    session
                        .OutputNames.Zip(outputs, (name, value) => (name, tensor: Copy(value)))
                        .ToDictionary(pair => pair.name, pair => pair.tensor),
                    null
                );
            }
            finally
            {
                foreach (var input in inputs.Values)
                {
                    input.Dispose();
                }
            }
        }
        catch (Exception problem) when (problem is OnnxRuntimeException or NotSupportedException)
        {
            return new Answer(new Dictionary<string, Tensor>(), problem.Message);
        }
    }

    private static OrtValue Wrap(Tensor tensor)
    {
        long[] sizes = [.. tensor.Dimensions.ToArray().Select(size => (long)size)];
        return OrtValue.CreateTensorValueWithData(
            OrtMemoryInfo.DefaultInstance,
            (TensorElementType)tensor.Type,
            sizes,
            (nint)tensor.Pointer,
            tensor.ByteCount
        );
    }

    private static Tensor Copy(OrtValue value)
    {
        if (!value.IsTensor || !Enum.IsDefined((ElementType)value.GetTensorTypeAndShape().ElementDataType))
        {
            throw new NotSupportedException($"{value.OnnxType} is no tensor of numbers.");
        }

        var facts = value.GetTensorTypeAndShape();
        var tensor = new Tensor((ElementType)facts.ElementDataType, [.. facts.Shape.Select(size => checked((int)size))]);
        value.GetTensorMutableRawData().CopyTo(tensor.Bytes());
        return tensor;
    }

    private static string? FindWhatIsMissing()
    {
        try
        {
            _ = OrtEnv.Instance();
            return null;
        }
        catch (Exception problem) when (problem is TypeInitializationException or DllNotFoundException or EntryPointNotFoundException)
        {
            return (problem.InnerException ?? problem).Message;
        }
    }
}
