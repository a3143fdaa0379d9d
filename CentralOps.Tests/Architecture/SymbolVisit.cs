using Mono.Cecil;
using Mono.Cecil.Cil;

namespace CentralOps.Tests.Architecture;

/// <summary>Goes through all that a type names.</summary>
internal sealed class SymbolVisit(Action<TypeReference> names)
{
    public void Type(TypeDefinition type)
    {
        Name(type.BaseType);
        Attributes(type);
        Parameters(type);
        foreach (var face in type.Interfaces) Name(face.InterfaceType);
        foreach (var field in type.Fields)
        {
            Name(field.FieldType);
            Attributes(field);
        }

        foreach (var property in type.Properties) Attributes(property);
        foreach (var happening in type.Events) Attributes(happening);
        foreach (var method in type.Methods) Method(method);
    }

    private void Method(MethodDefinition method)
    {
        Signature(method);
        Attributes(method);
        Attributes(method.MethodReturnType);
        Parameters(method);
        foreach (var parameter in method.Parameters) Attributes(parameter);
        foreach (var overridden in method.Overrides) Signature(overridden);
        if (!method.HasBody) return;
        foreach (var handler in method.Body.ExceptionHandlers) Name(handler.CatchType);
        foreach (var instruction in method.Body.Instructions) Operand(instruction);
    }

    // What a called method takes and gives counts as named: a local variable holds it.
    private void Operand(Instruction instruction)
    {
        switch (instruction.Operand)
        {
            case TypeReference type: Name(type); break;
            case MethodReference method: Signature(method); break;
            case FieldReference field: Name(field.DeclaringType); Name(field.FieldType); break;
            case CallSite site: Name(site.ReturnType); foreach (var parameter in site.Parameters) Name(parameter.ParameterType); break;
        }
    }

    private void Signature(MethodReference method)
    {
        Name(method.DeclaringType);
        Name(method.ReturnType);
        foreach (var parameter in method.Parameters) Name(parameter.ParameterType);
        if (method is GenericInstanceMethod closed) foreach (var argument in closed.GenericArguments) Name(argument);
    }

    private void Parameters(IGenericParameterProvider owner)
    {
        foreach (var constraint in owner.GenericParameters.SelectMany(p => p.Constraints)) Name(constraint.ConstraintType);
    }

    private void Attributes(ICustomAttributeProvider owner)
    {
        foreach (var attribute in owner.CustomAttributes)
        {
            Signature(attribute.Constructor);
            foreach (var argument in attribute.ConstructorArguments.Concat(attribute.Properties.Concat(attribute.Fields).Select(p => p.Argument))) Argument(argument);
        }
    }

    private void Argument(CustomAttributeArgument argument)
    {
        Name(argument.Type);
        if (argument.Value is TypeReference type) Name(type);
        if (argument.Value is CustomAttributeArgument boxed) Argument(boxed);
        if (argument.Value is CustomAttributeArgument[] many) foreach (var one in many) Argument(one);
    }

    private void Name(TypeReference? type)
    {
        switch (type)
        {
            case null or GenericParameter: break;
            case FunctionPointerType pointer: Name(pointer.ReturnType); foreach (var parameter in pointer.Parameters) Name(parameter.ParameterType); break;
            case GenericInstanceType closed: Name(closed.ElementType); foreach (var argument in closed.GenericArguments) Name(argument); break;
            case IModifierType modified: Name(modified.ModifierType); Name(modified.ElementType); break;
            case TypeSpecification made: Name(made.ElementType); break;
            default: names(type); break;
        }
    }
}
