using System.Reflection;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Orion.Framework.Configuration;

namespace Orion.Tests;

/// <summary>
/// Every setting that the compiled code reads, found at the calls that read one: the name must stand there. Options are read by
/// their properties.
/// </summary>
internal static class SettingsInCode
{
    /// <summary>What stands for a name that the call doesn't give.</summary>
    public const string Unnamed = "(a name that isn't written at the call)";

    private static readonly string[] Readers = ["get_Item", "GetValue", "GetSection", "GetRequiredSection", "GetConnectionString"];

    private static readonly string[] Fillers = ["Bind", "BindConfiguration", "Configure", "Get"];

    /// <summary>Each setting, its parts with colons between, and the method that reads it.</summary>
    public static List<(string Name, string Where)> All { get; } = [.. Read()];

    private static IEnumerable<(string Name, string Where)> Read()
    {
        using var code = AssemblyDefinition.ReadAssembly(typeof(OrionHost).Assembly.Location);
        foreach (var method in code.MainModule.GetTypes().SelectMany(t => t.Methods).Where(m => m.HasBody && m.DeclaringType.FullName != typeof(Settings).FullName))
            foreach (var call in method.Body.Instructions.Where(i => i.Operand is MethodReference))
                foreach (var name in NamesAt(call, (MethodReference)call.Operand))
                    yield return (name, method.FullName);
    }

    private static IEnumerable<string> NamesAt(Instruction call, MethodReference called)
    {
        var (type, name) = (called.DeclaringType.FullName, called.Name);
        var settings = type == typeof(Settings).FullName;
        if (settings && name == nameof(Settings.AddSettings))
            return OptionsOf((GenericInstanceMethod)called).Select(p => $"{NameBefore(call)}:{p}");
        if (settings && name == nameof(Settings.GetNetworks)) return [NameBefore(call)];
        if (type == typeof(Environment).FullName && name == nameof(Environment.GetEnvironmentVariable)) return [NameBefore(call)];
        if (called.Parameters.Any(p => p.ParameterType.FullName.StartsWith("Microsoft.Extensions.Configuration.IConfiguration", StringComparison.Ordinal))
            && Fillers.Contains(name) && type.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal)) return [Unnamed];
        if (!type.StartsWith("Microsoft.Extensions.Configuration.", StringComparison.Ordinal) || !Readers.Contains(name)) return [];
        return [name == "GetConnectionString" ? "ConnectionStrings:" + NameBefore(call) : NameBefore(call)];
    }

    private static string NameBefore(Instruction call)
    {
        for (var before = call.Previous; before is not null && before.Operand is not MethodReference { Name: "get_Item" or "GetValue" or "GetConnectionString" }; before = before.Previous)
            if (before.OpCode == OpCodes.Ldstr) return (string)before.Operand;
        return Unnamed;
    }

    private static IEnumerable<string> OptionsOf(GenericInstanceMethod called) =>
        typeof(OrionHost).Assembly.GetType(called.GenericArguments[0].FullName.Replace('/', '+'), throwOnError: true)!
            .GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.SetMethod?.IsPublic == true).Select(p => p.Name);
}
