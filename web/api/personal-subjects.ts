export { subjectOfInstance, subjectOfPerson, subjectOfStart } from '../../activities/store/personal-subjects';
