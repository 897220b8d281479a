using System.Globalization;
using System.Numerics;

namespace Decant.Engine.Weights.PyTorch;

/// <summary>
/// A pickle machine that can build numbers, texts, plain containers and descriptions of tensors, and nothing else: a name of Python that is
/// not among <see cref="PickleGlobals"/> ends the reading. So nothing in a file is ever run. Values are shared as the file shares them, so
/// a few bytes cannot grow into many values; the number of instructions is limited.
/// </summary>
internal sealed class PickleReader
{
    // Enough for twenty thousand tensors; what takes longer wants to take time and memory.
    private const int MostSteps = 1_000_000;
    private const int LongestNumber = 255;
    private const int NewestProtocol = 5;

    private readonly PickleStack _stack = new();
    private readonly Dictionary<long, object?> _memo = [];
    private readonly List<PickledStorage> _storages = [];

    private PickleReader() { }

    /// <summary>Reads one pickle.</summary>
    /// <param name="bytes">From its first byte on; read up to its end.</param>
    /// <returns>The value that it describes (null, bool, long, BigInteger, double, string, byte[], or one of the pickled values), and every
    /// storage in it.</returns>
    /// <exception cref="DecantException">It is damaged, or asks for what is not built here.</exception>
    public static (object? Value, IReadOnlyList<PickledStorage> Storages) Read(ref PickleBytes bytes)
    {
        var reader = new PickleReader();
        for (long steps = 0; ; )
        {
            var code = (PickleCode)bytes.TakeByte();
            if (code == PickleCode.Stop)
            {
                return (reader._stack.Pop(), reader._storages);
            }

            steps += 1 + reader.Step(code, ref bytes);
            if (steps > MostSteps)
            {
                throw new DecantException(
                    $"the pickle takes more than {MostSteps} steps, more than any file of weights needs. Save the "
                        + $"weights alone, as safetensors."
                );
            }
        }
    }

    // Gives how much work was done in addition to the instruction itself.
    private long Step(PickleCode code, ref PickleBytes bytes)
    {
        switch (code)
        {
            case PickleCode.Mark:
                _stack.PushMark();
                break;
            case PickleCode.Pop:
                _stack.PopValueOrMark();
                break;
            case PickleCode.PopMark:
                _stack.PopToMark();
                break;
            case PickleCode.Duplicate:
                _stack.Push(_stack.Peek());
                break;
            case PickleCode.Put8:
                _memo[bytes.TakeByte()] = _stack.Peek();
                break;
            case PickleCode.Put32:
                _memo[bytes.TakeUInt32()] = _stack.Peek();
                break;
            case PickleCode.PutText:
                _memo[Number(bytes.TakeLine())] = _stack.Peek();
                break;
            case PickleCode.Memoize:
                _memo[_memo.Count] = _stack.Peek();
                break;
            case PickleCode.Get8:
                _stack.Push(Remembered(bytes.TakeByte()));
                break;
            case PickleCode.Get32:
                _stack.Push(Remembered(bytes.TakeUInt32()));
                break;
            case PickleCode.GetText:
                _stack.Push(Remembered(Number(bytes.TakeLine())));
                break;
            case PickleCode.Protocol:
                RequireKnown(bytes.TakeByte());
                break;
            case PickleCode.Frame:
                bytes.TakeLength();
                break;
            case PickleCode.Persistent:
                PushStorage();
                break;
            case PickleCode.Global:
                _stack.Push(PickleGlobals.Find(bytes.TakeLine(), bytes.TakeLine()));
                break;
            case PickleCode.StackGlobal:
                PushStackGlobal();
                break;
            case PickleCode.Reduce:
                return PickleCalls.Reduce(_stack);
            case PickleCode.Build:
                PickleCalls.Build(_stack);
                break;
            case PickleCode.Instance:
                throw PickleGlobals.Refusal($"{bytes.TakeLine()}.{bytes.TakeLine()}");
            case PickleCode.Extension8:
                throw PickleGlobals.Refusal($"number {bytes.TakeByte()} of the extension registry");
            case PickleCode.Extension16:
                throw PickleGlobals.Refusal($"number {bytes.TakeUInt16()} of the extension registry");
            case PickleCode.Extension32:
                throw PickleGlobals.Refusal($"number {bytes.TakeInt32()} of the extension registry");
            case PickleCode.Object or PickleCode.NewObject or PickleCode.NewObjectWithKeywords:
                throw PickleGlobals.Refusal("an instance of a class");
            case PickleCode.PersistentText or PickleCode.NextBuffer or PickleCode.ReadOnlyBuffer:
                throw new DecantException(
                    "the pickle refers to data that is kept elsewhere. Save the weights alone: "
                        + "torch.save(model.state_dict(), 'weights.pt')."
                );
            default:
                if (!PickleContainers.TryStep(code, _stack))
                {
                    _stack.Push(Plain(code, ref bytes));
                }

                break;
        }

        return 0;
    }

    private static object? Plain(PickleCode code, ref PickleBytes bytes) =>
        code switch
        {
            PickleCode.None => null,
            PickleCode.True => true,
            PickleCode.False => false,
            PickleCode.UInt8 => (long)bytes.TakeByte(),
            PickleCode.UInt16 => (long)bytes.TakeUInt16(),
            PickleCode.Int32 => (long)bytes.TakeInt32(),
            PickleCode.ShortLong => Whole(bytes.Take(bytes.TakeByte())),
            PickleCode.Long => Whole(bytes.Take(bytes.TakeInt32())),
            PickleCode.Float64 => bytes.TakeDouble(),
            PickleCode.IntegerText => bytes.TakeLine() switch
            {
                "00" => false,
                "01" => true,
                var digits => Number(digits),
            },
            PickleCode.LongText => Whole(bytes.TakeLine()),
            PickleCode.FloatText => Float(bytes.TakeLine()),
            PickleCode.Unicode => bytes.TakeText(bytes.TakeUInt32()),
            PickleCode.ShortUnicode => bytes.TakeText(bytes.TakeByte()),
            PickleCode.LongUnicode => bytes.TakeText(bytes.TakeLength()),
            PickleCode.UnicodeText => bytes.TakeLine(),
            PickleCode.String => bytes.TakeLatin(bytes.TakeInt32()),
            PickleCode.ShortString => bytes.TakeLatin(bytes.TakeByte()),
            PickleCode.StringText => bytes.TakeLine().Trim('\'', '"'),
            PickleCode.Bytes => bytes.Take(bytes.TakeUInt32()).ToArray(),
            PickleCode.ShortBytes => bytes.Take(bytes.TakeByte()).ToArray(),
            PickleCode.LongBytes or PickleCode.ByteArray => bytes.Take(bytes.TakeLength()).ToArray(),
            _ => throw new DecantException(
                $"the pickle has no instruction 0x{(byte)code:X2}, found at byte {bytes.Position - 1}. The file is damaged."
            ),
        };

    private void PushStorage()
    {
        var storage = PickledParts.Storage(_stack.Pop());
        _storages.Add(storage);
        _stack.Push(storage);
    }

    private void PushStackGlobal()
    {
        var name = _stack.Pop<string>("STACK_GLOBAL");
        _stack.Push(PickleGlobals.Find(_stack.Pop<string>("STACK_GLOBAL"), name));
    }

    private static void RequireKnown(byte protocol)
    {
        if (protocol > NewestProtocol)
        {
            throw new DecantException(
                $"pickle protocols 0 to {NewestProtocol} are known, the file has {protocol}. Save it with the "
                    + $"default protocol of torch.save."
            );
        }
    }

    private object? Remembered(long index) =>
        _memo.TryGetValue(index, out var value)
            ? value
            : throw new DecantException($"the pickle refers to value {index}, which it never remembered. The file is damaged.");

    private static object Whole(ReadOnlySpan<byte> bytes) =>
        bytes.Length <= LongestNumber ? Narrow(new BigInteger(bytes)) : throw NoNumber($"of {bytes.Length} bytes");

    private static object Whole(string digits) =>
        digits.Length <= LongestNumber
        && BigInteger.TryParse(digits.AsSpan().TrimEnd('L'), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? Narrow(number)
            : throw NoNumber($"'{digits[..Math.Min(digits.Length, 32)]}'");

    private static object Narrow(BigInteger number) => number >= long.MinValue && number <= long.MaxValue ? (long)number : number;

    private static long Number(string digits) =>
        long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw NoNumber($"'{digits[..Math.Min(digits.Length, 32)]}'");

    private static double Float(string digits) =>
        double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw NoNumber($"'{digits[..Math.Min(digits.Length, 32)]}'");

    private static DecantException NoNumber(string found) =>
        new($"the pickle has {found} where a number is expected. The file is damaged.");
}
