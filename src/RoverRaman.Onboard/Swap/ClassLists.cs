using RoverRaman.Wire;

namespace RoverRaman.Onboard;

/// <summary>Questions to a list of classes.</summary>
static class ClassLists
{
    /// <summary>True where a class has this id. Allocates nothing.</summary>
    public static bool HasId(this IReadOnlyList<ClassName> classes, ushort id)
    {
        for (var i = 0; i < classes.Count; i++)
            if (classes[i].Id == id)
                return true;
        return false;
    }
}
