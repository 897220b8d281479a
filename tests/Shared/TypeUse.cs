using System.Reflection;
using System.Reflection.Emit;

namespace Decant.Tests.Shared;

/// <summary>
/// Which types of an assembly use which others: in bases, members, signatures, and in the code of methods, read from the compiled file.
/// </summary>
internal static class TypeUse
{
    private const BindingFlags Everything =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> s_codes = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value);

    /// <summary>
    /// Pairs of namespaces of which the first uses the second, each with one example; nested and generated types count as their outermost.
    /// </summary>
    public static IReadOnlyDictionary<(string From, string To), string> Of(Assembly assembly)
    {
        var uses = new Dictionary<(string, string), string>();
        foreach (var type in assembly.GetTypes())
        {
            var from = Outermost(type);
            foreach (var used in Used(type).Where(used => used.Namespace is not null))
            {
                uses.TryAdd((from.Namespace ?? "", Outermost(used).Namespace ?? ""), $"{from.FullName} uses {used.FullName ?? used.Name}");
            }
        }

        return uses;
    }

    /// <summary>Types of one namespace, and those below it, that types of another use.</summary>
    public static IReadOnlySet<Type> Between(Assembly assembly, string from, string to) =>
        assembly
            .GetTypes()
            .Where(type => (Outermost(type).Namespace ?? "").StartsWith(from, StringComparison.Ordinal))
            .SelectMany(Used)
            .Where(used => (Outermost(used).Namespace ?? "").StartsWith(to, StringComparison.Ordinal))
            .Select(used => used.IsGenericType ? used.GetGenericTypeDefinition() : used)
            .ToHashSet();

    /// <summary>The types of an assembly that use a type; nested and generated types count as their outermost.</summary>
    public static IReadOnlySet<Type> Users(Assembly assembly, Type used) =>
        assembly.GetTypes().Where(type => Used(type).Contains(used)).Select(Outermost).ToHashSet();

    private static IEnumerable<Type> Used(Type type)
    {
        IEnumerable<Type?> direct =
        [
            type.BaseType,
            .. type.GetInterfaces(),
            .. type.GetFields(Everything).Select(field => field.FieldType),
            .. type.GetMethods(Everything)
                .SelectMany(method => method.GetParameters().Select(p => p.ParameterType).Append(method.ReturnType)),
            .. type.GetConstructors(Everything).SelectMany(method => method.GetParameters().Select(p => p.ParameterType)),
            .. type.GetMethods(Everything).Cast<MethodBase>().Concat(type.GetConstructors(Everything)).SelectMany(InCode),
        ];
        return direct.OfType<Type>().SelectMany(Parts);
    }

    // Element types of arrays and pointers, arguments of generic types.
    private static IEnumerable<Type> Parts(Type type)
    {
        if (type.HasElementType)
        {
            return Parts(type.GetElementType()!);
        }

        return type.IsGenericParameter ? [] : type.GetGenericArguments().SelectMany(Parts).Prepend(type);
    }

    private static IEnumerable<Type?> InCode(MethodBase method)
    {
        var body = method.GetMethodBody();
        if (body?.GetILAsByteArray() is not { } code)
        {
            yield break;
        }

        foreach (var local in body.LocalVariables)
        {
            yield return local.LocalType;
        }

        for (var i = 0; i < code.Length; )
        {
            var value = code[i] == 0xFE ? unchecked((short)(0xFE00 | code[i + 1])) : code[i];
            i += code[i] == 0xFE ? 2 : 1;
            var operand = s_codes[value].OperandType;
            if (operand is OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType)
            {
                var member = Resolve(method, BitConverter.ToInt32(code, i));
                yield return member as Type ?? member?.DeclaringType;
            }

            i += operand switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, i)),
                _ => 4,
            };
        }
    }

    private static MemberInfo? Resolve(MethodBase method, int token)
    {
        var ofType = method.DeclaringType!.IsGenericType ? method.DeclaringType.GetGenericArguments() : null;
        var ofMethod = method.IsGenericMethod ? method.GetGenericArguments() : null;
        return method.Module.ResolveMember(token, ofType, ofMethod);
    }

    private static Type Outermost(Type type)
    {
        while (type.DeclaringType is { } outer)
        {
            type = outer;
        }

        return type;
    }
}
