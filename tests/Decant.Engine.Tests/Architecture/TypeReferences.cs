using System.Reflection;
using System.Reflection.Emit;

namespace Decant.Engine.Tests.Architecture;

/// <summary>Which types a type uses: in its bases, members, signatures, local variables and instructions.</summary>
internal static class TypeReferences
{
    private const BindingFlags Everything =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OperandType> s_operands = typeof(OpCodes)
        .GetFields()
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value, code => code.OperandType);

    /// <summary>
    /// The outermost types of an assembly with all outermost types of the same assembly that they or the types inside them use.
    /// </summary>
    public static Dictionary<Type, HashSet<Type>> Of(Assembly assembly)
    {
        var uses = new Dictionary<Type, HashSet<Type>>();
        foreach (var type in assembly.GetTypes())
        {
            var outermost = Outermost(type);
            uses.TryAdd(outermost, []);
            uses[outermost].UnionWith(Mentioned(type).SelectMany(Parts).Where(part => part.Assembly == assembly).Select(Outermost));
        }

        return uses;
    }

    private static IEnumerable<Type?> Mentioned(Type type)
    {
        var members = type.GetFields(Everything).Select(field => (Type?)field.FieldType).Concat(type.GetInterfaces()).Append(type.BaseType);
        var methods = type.GetMethods(Everything).Cast<MethodBase>().Concat(type.GetConstructors(Everything));
        return members.Concat(methods.SelectMany(method => Mentioned(method)));
    }

    private static IEnumerable<Type?> Mentioned(MethodBase method)
    {
        foreach (var parameter in method.GetParameters())
        {
            yield return parameter.ParameterType;
        }

        yield return (method as MethodInfo)?.ReturnType;
        var body = method.GetMethodBody();
        foreach (var local in body?.LocalVariables ?? [])
        {
            yield return local.LocalType;
        }

        var typeArguments = method.DeclaringType!.IsGenericType ? method.DeclaringType.GetGenericArguments() : [];
        var methodArguments = method.IsGenericMethod ? method.GetGenericArguments() : [];
        foreach (var token in Tokens(body?.GetILAsByteArray() ?? []))
        {
            var member = method.Module.ResolveMember(token, typeArguments, methodArguments);
            yield return member as Type ?? member?.DeclaringType;
            if (member is MethodInfo { IsGenericMethod: true } generic)
            {
                foreach (var argument in generic.GetGenericArguments())
                {
                    yield return argument;
                }
            }
        }
    }

    // The metadata tokens among the operands of the instructions.
    private static IEnumerable<int> Tokens(byte[] il)
    {
        for (var i = 0; i < il.Length; )
        {
            var code = il[i] == 0xFE ? unchecked((short)(0xFE00 | il[++i])) : il[i];
            i++;
            switch (s_operands[code])
            {
                case OperandType.InlineNone:
                    break;
                case OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar:
                    i++;
                    break;
                case OperandType.InlineVar:
                    i += 2;
                    break;
                case OperandType.InlineI8 or OperandType.InlineR:
                    i += 8;
                    break;
                case OperandType.InlineSwitch:
                    i += 4 + (4 * BitConverter.ToInt32(il, i));
                    break;
                case OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok:
                    yield return BitConverter.ToInt32(il, i);
                    i += 4;
                    break;
                default:
                    i += 4;
                    break;
            }
        }
    }

    private static IEnumerable<Type> Parts(Type? type) =>
        type switch
        {
            null => [],
            { HasElementType: true } => Parts(type.GetElementType()),
            { IsFunctionPointer: true } => type.GetFunctionPointerParameterTypes()
                .Append(type.GetFunctionPointerReturnType())
                .SelectMany(Parts),
            { IsGenericParameter: true } => [],
            { IsGenericType: true } => type.GetGenericArguments().SelectMany(Parts).Append(type.GetGenericTypeDefinition()),
            _ => [type],
        };

    private static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;
}
