namespace RoverRaman.Ground;

/// <summary>An order in which products leave: the robot's own, or one that it is compared with.</summary>
public interface IProductOrder
{
    /// <summary>Its name in tables.</summary>
    string Name { get; }

    /// <summary>A product was made.</summary>
    void Offer(MissionProduct product, float[] descriptor);

    /// <summary>A product did not arrive and waits again.</summary>
    void Return(MissionProduct product, float[] descriptor);

    /// <summary>Chooses the next product of at most so many bytes; null where there is none, or where the next one is larger and blocks.</summary>
    MissionProduct? Take(int maximumBytes);
}
