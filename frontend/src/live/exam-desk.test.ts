import { expect, test } from "vitest";
import { memoryStore } from "./choices";
import { begun, type Exam } from "./exam";
import { ExamDesk } from "./exam-desk";
import { testId } from "./testing/stage";

const CHOICE = { minutes: 50, extra: 0, aids: [], tools: [] } as const;
const WISHED = { ...CHOICE, minutes: 480, tools: ["chat"] } as const;

/** The class's, on a line that flows. */
function classDesk(): ExamDesk {
  const quiet = () => undefined;
  const desk = new ExamDesk({
    ...{ side: "class", store: memoryStore(), key: "sio.class", newId: testId, now: () => 1000 },
    ...{ say: quiet, onChange: quiet },
  });
  desk.begun();
  desk.look(true);
  return desk;
}

const wished = (id: string): Exam => ({ ...begun(id, WISHED, 1000), rev: 99 });

test("a test that the class has told is the class's: home changes nothing of it", () => {
  const desk = classDesk();
  desk.begin(CHOICE);
  const told = desk.view;
  expect(told).not.toBeNull();
  desk.hear({ type: "exam", ...wished(told?.id ?? "") });
  desk.hear({ type: "exam", ...wished(testId()) });
  expect(desk.view).toEqual(told);
});

test("a page that was loaded anew takes it back from home, once", () => {
  const desk = classDesk();
  const id = testId();
  const kept = begun(id, CHOICE, 1000);
  desk.hear({ type: "exam", ...kept });
  expect(desk.view).toEqual(kept);
  desk.hear({ type: "exam", ...wished(id) });
  expect(desk.view).toEqual(kept);
});
