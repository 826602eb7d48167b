/**
 * Thrown inside a commit's transaction so that it is rolled back; the caller is told "lost" and
 * decides again. Must never leave `store/`.
 */
export class LostRace extends Error {
  override readonly name = "LostRace";
}
